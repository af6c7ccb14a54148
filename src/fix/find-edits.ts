import { pathToUrl } from '../markdown/path-to-url.js';
import type { Finding } from '../model/diagnostic.js';
import type { Figure, FigureTarget } from '../model/figure.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import type { Edit } from './edit.js';
import { type FileLine, linesOf } from './lines.js';

/** The input of {@link findEdits}. */
export interface EditSource {
  readonly text: string;
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly resolve: (href: string) => FigureTarget;
}

/** The edits for every finding that can be fixed safely and mechanically. */
export function findEdits({ text, report, findings, resolve }: EditSource): readonly Edit[] {
  const lines = linesOf(text);
  const removals = placeholdersOf(findings, lines).flatMap((placeholder) => removal(placeholder, lines) ?? []);
  const figures = figuresByPosition(report.figures);
  const addresses = findings.flatMap((finding) => {
    if (finding.rule !== 'figure-path' || finding.suggestion === undefined) return [];
    const figure = figures.get(positionKey(finding.span))?.find(({ href }) => isTolerated(resolve(href), finding));
    return (figure && replaceUrl(finding, { figure, text, lines, resolve })) ?? [];
  });
  const spaces = findings.flatMap((finding) => encodeSpaces(finding, lines, resolve) ?? []);
  return [...removals, ...addresses, ...spaces];
}

/** Percent-encodes the spaces in an image's URL, because of which Markdown reads the image as text. */
function encodeSpaces(finding: Finding, lines: readonly FileLine[], resolve: EditSource['resolve']): Edit | undefined {
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

/** Figures by their position; one may be inside the alternative text of another. */
function figuresByPosition(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const found = new Map<string, Figure[]>();
  for (const figure of figures) {
    const place = positionKey(figure.span);
    const others = found.get(place);
    if (others) others.push(figure);
    else found.set(place, [figure]);
  }
  return found;
}

function positionKey({ line, column }: Span): string {
  return `${line}:${column}`;
}

function isTolerated(target: FigureTarget, { suggestion }: Finding): boolean {
  return target.kind === 'local' && target.tolerance !== undefined && target.path === suggestion;
}

interface Placeholder {
  readonly finding: Finding;
  /** 0-based, like `from` and `to` within the line. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The placeholders to remove; adjacent ones on a line are merged. */
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

/**
 * Removes a placeholder, the whitespace that separates it from the words beside it, and its line when it has no other
 * content.
 */
function removal({ finding, line: number, from, to }: Placeholder, lines: readonly FileLine[]): Edit | undefined {
  const line = lines[number];
  if (!line) return undefined;
  const before = line.text.slice(0, from);
  const after = line.text.slice(to);
  const [gap = ''] = /^\s*/.exec(after) ?? [];
  const edit = (start: number, end: number, replacement: string): Edit => ({
    ...source(finding),
    start: line.start + start,
    end: line.start + end,
    replacement,
  });
  if (before.trim() === '' && after.trim() === '') return edit(0, line.text.length + line.ending.length, '');
  // Trailing spaces are a hard line break, and leading ones can make a code block.
  if (after.trim() === '') return edit(before.trimEnd().length, line.text.length, '');
  if (before.trim() === '') return edit(from, to + gap.length, '');
  return edit(from, to, /\s$/.test(before) || gap !== '' ? '' : ' ');
}

interface FigureEdit {
  readonly figure: Figure;
  readonly text: string;
  readonly lines: readonly FileLine[];
  readonly resolve: (href: string) => FigureTarget;
}

function replaceUrl(finding: Finding, { figure, text, lines, resolve }: FigureEdit): Edit | undefined {
  const line = lines[(figure.address?.line ?? 0) - 1];
  if (!figure.address || !line || finding.suggestion === undefined) return undefined;
  const start = line.start + figure.address.column - 1;
  const end = line.start + figure.address.endColumn - 1;
  const context = isQuoted(text.slice(start - 1, start), text.slice(end, end + 1)) ? 'quoted' : 'bare';
  const replacement = pathToUrl(finding.suggestion, context);
  if (replacement === undefined || !resolvesExactly(resolve(replacement), finding.suggestion)) return undefined;
  return { ...source(finding), start, end, replacement };
}

function isQuoted(before: string, after: string): boolean {
  return ['<>', '""', "''"].includes(before + after);
}

function resolvesExactly(target: FigureTarget, path: string): boolean {
  return target.kind === 'local' && target.path === path && target.tolerance === undefined;
}

function source({ rule, question }: Finding): Pick<Edit, 'rule' | 'question'> {
  return question === undefined ? { rule } : { rule, question };
}
