import { pathToUrl } from '../markdown/path-to-url.js';
import type { Finding } from '../model/diagnostic.js';
import type { Figure, FigureTarget } from '../model/figure.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import type { Edit } from './edit.js';
import { type FileLine, linesOf } from './lines.js';

/** What edits are found from. */
export interface EditSource {
  readonly text: string;
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly resolve: (href: string) => FigureTarget;
}

/** The edits for every finding that has a safe and mechanical one. */
export function findEdits({ text, report, findings, resolve }: EditSource): readonly Edit[] {
  const lines = linesOf(text);
  const removals = placeholdersOf(findings, lines).flatMap((placeholder) => removal(placeholder, lines) ?? []);
  const figures = figuresByPlace(report.figures);
  const addresses = findings.flatMap((finding) => {
    if (finding.rule !== 'figure-path' || finding.suggestion === undefined) return [];
    const figure = figures.get(placeOf(finding.span))?.find(({ href }) => tolerated(resolve(href), finding));
    return (figure && newAddress(finding, { figure, text, lines, resolve })) ?? [];
  });
  const blanks = findings.flatMap((finding) => encodedBlanks(finding, lines, resolve) ?? []);
  return [...removals, ...addresses, ...blanks];
}

/** Encodes the blanks of an image's address, for which Markdown reads the image as text. */
function encodedBlanks(finding: Finding, lines: readonly FileLine[], resolve: EditSource['resolve']): Edit | undefined {
  const { rule, span } = finding;
  const line = lines[span.line - 1];
  if (rule !== 'figure-count' || finding.suggestion === undefined || !line) return undefined;
  const from = span.column - 1;
  const to = span.endColumn - 1;
  const written = line.text.slice(from, to);
  const isAddress = line.text.slice(0, from).endsWith('](') && /^\)|^\s+["'(]/.test(line.text.slice(to));
  const target = resolve(written);
  if (!isAddress || !/\s/.test(written) || target.kind !== 'local') return undefined;
  const isSameButCase = written.toLowerCase() === target.path.toLowerCase();
  const replacement = pathToUrl(isSameButCase ? target.path : written, 'bare');
  const encoded = resolve(replacement ?? '');
  if (replacement === undefined || encoded.kind !== 'local' || encoded.path !== target.path) return undefined;
  return { ...source(finding), start: line.start + from, end: line.start + to, replacement };
}

/** Figures by where they begin; one may stand in the text of another. */
function figuresByPlace(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const found = new Map<string, Figure[]>();
  for (const figure of figures) {
    const place = placeOf(figure.span);
    const others = found.get(place);
    if (others) others.push(figure);
    else found.set(place, [figure]);
  }
  return found;
}

function placeOf({ line, column }: Span): string {
  return `${line}:${column}`;
}

function tolerated(target: FigureTarget, { suggestion }: Finding): boolean {
  return target.kind === 'local' && target.tolerance !== undefined && target.path === suggestion;
}

interface Placeholder {
  readonly finding: Finding;
  /** 0-based, like `from` and `to` in the line. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The placeholders to take out; those side by side on a line are one. */
function placeholdersOf(findings: readonly Finding[], lines: readonly FileLine[]): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (const finding of findings) {
    if (finding.rule !== 'answer-placeholder') continue;
    const { span } = finding;
    const next = { finding, line: span.line - 1, from: span.column - 1, to: span.endColumn - 1 };
    const last = found.at(-1);
    const isBeside = last?.line === next.line && lines[next.line]?.text.slice(last.to, next.from).trim() === '';
    if (last && isBeside) found[found.length - 1] = { ...last, to: next.to };
    else found.push(next);
  }
  return found;
}

/** Takes out a placeholder, the blanks that set it off from the words beside it, and its line when it has no other. */
function removal({ finding, line: number, from, to }: Placeholder, lines: readonly FileLine[]): Edit | undefined {
  const line = lines[number];
  if (!line) return undefined;
  const before = line.text.slice(0, from);
  const after = line.text.slice(to);
  const [setOff = ''] = /^\s*/.exec(after) ?? [];
  const edit = (start: number, end: number, replacement: string): Edit => ({
    ...source(finding),
    start: line.start + start,
    end: line.start + end,
    replacement,
  });
  if (before.trim() === '' && after.trim() === '') return edit(0, line.text.length + line.ending.length, '');
  // Blanks left at the end of a line break it, and those left at its start can make it code.
  if (after.trim() === '') return edit(before.trimEnd().length, line.text.length, '');
  if (before.trim() === '') return edit(from, to + setOff.length, '');
  return edit(from, to, /\s$/.test(before) || setOff !== '' ? '' : ' ');
}

interface FigurePlace {
  readonly figure: Figure;
  readonly text: string;
  readonly lines: readonly FileLine[];
  readonly resolve: (href: string) => FigureTarget;
}

function newAddress(finding: Finding, { figure, text, lines, resolve }: FigurePlace): Edit | undefined {
  const line = lines[(figure.address?.line ?? 0) - 1];
  if (!figure.address || !line || finding.suggestion === undefined) return undefined;
  const start = line.start + figure.address.column - 1;
  const end = line.start + figure.address.endColumn - 1;
  const frame = isFramed(text.slice(start - 1, start), text.slice(end, end + 1)) ? 'quoted' : 'bare';
  const replacement = pathToUrl(finding.suggestion, frame);
  if (replacement === undefined || !isExact(resolve(replacement), finding.suggestion)) return undefined;
  return { ...source(finding), start, end, replacement };
}

function isFramed(before: string, after: string): boolean {
  return ['<>', '""', "''"].includes(before + after);
}

function isExact(target: FigureTarget, path: string): boolean {
  return target.kind === 'local' && target.path === path && target.tolerance === undefined;
}

function source({ rule, question }: Finding): Pick<Edit, 'rule' | 'question'> {
  return question === undefined ? { rule } : { rule, question };
}
