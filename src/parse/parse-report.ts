import type { Finding } from '../model/diagnostic.js';
import type { Figure } from '../model/figure.js';
import { anchorPrefixes, type Link, type Report } from '../model/report.js';
import { anchorsOf, topTargets } from './anchors.js';
import { findDefinitions } from './definitions.js';
import type { QuestionStart } from './find-questions.js';
import { findSections } from './find-sections.js';
import { fitTemplate } from './fit-template.js';
import { groupQuestions } from './group-questions.js';
import { cutSource, limits, tooManyFigures } from './limits.js';
import { type Document, readCut, readDocument } from './outline.js';
import { readQuestion, type WrittenQuestion } from './read-question.js';
import { readSide } from './read-side.js';
import { readTop } from './read-top.js';
import { readSource } from './source.js';
import type { Template } from './template.js';

/** A report's text and what is known about it from outside. */
export interface ReportInput {
  readonly text: string;
  /** As diagnostics name the file. */
  readonly path: string;
  readonly slug: string;
  readonly group: string;
  readonly templates: readonly Template[];
  /** Set for a template: every heading that outranks its questions is a section, and its labels are known. */
  readonly asTemplate?: { readonly labels: ReadonlySet<string> };
  /** Whether a web address stands for a file of the report, so that a link to it is a figure. */
  readonly isOwnFile?: (href: string) => boolean;
}

/** A report, what the parser found wrong with it, and each question as it is written, by its id. */
export interface ParsedReport {
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly written: ReadonlyMap<string, WrittenQuestion>;
  /** The template that was obeyed. */
  readonly template?: Template;
}

/** Reads a report. Never fails: whatever cannot be understood is kept as text and told. */
export function parseReport(input: ReportInput): ParsedReport {
  return parseDocument(readDocument(readSource(input.text, input.path)), input);
}

/** The same for a text whose blocks are parsed already. */
export function parseDocument(document: Document, input: Omit<ReportInput, 'text'>): ParsedReport {
  const { source, tooLarge } = document;
  const fit = fitTemplate(document, input.templates, input.asTemplate?.labels);
  const { outline, starts, template } = fit;
  const surplus = starts[limits.questions];
  if (surplus) return parseDocument(readCut(cutSource(source, surplus.line, 'questions')), input);
  const sectionStarts = findSections({
    source,
    outline,
    starts,
    ...(template ? { known: template.sections } : {}),
    everyHeading: input.asTemplate !== undefined,
  });
  const ends = [...starts, ...sectionStarts].map((start) => start.line).sort((a, b) => a - b);
  const nextStart = new Map(ends.map((line, index) => [line, ends[index + 1] ?? source.lines.length]));
  const endOf = (line: number): number => nextStart.get(line) ?? source.lines.length;
  const context = {
    source,
    references: outline.references,
    definitions: findDefinitions(source, outline),
    isOwnFile: input.isOwnFile ?? (() => false),
  };

  const title = outline.landmarks.find((landmark) => landmark.level === 1);
  const ids = uniqueIds(starts);
  const read = starts.map((start, index) => {
    const known = template?.questions.get(start.number);
    return readQuestion({ context, start, end: endOf(start.line), id: ids[index] ?? '', ...(known ? { known } : {}) });
  });
  const top = readTop(source, title, ends[0] ?? source.lines.length);
  const present = new Set(starts.map(({ number }) => number));
  const questions = read.map(({ question }, index) => ({ question, line: starts[index]?.line ?? 0 }));
  const sections = groupQuestions({
    source,
    sectionStarts,
    questions,
    endOf,
    ...(top.rest ? { rest: top.rest } : {}),
    ...(template ? { template } : {}),
  });
  const sides = [
    { excerpt: top.preamble, prefix: anchorPrefixes.preamble },
    { excerpt: top.checklist.intro, prefix: anchorPrefixes.checklist },
    ...sections.map(({ intro, id }) => ({ excerpt: intro, prefix: id })),
  ].flatMap(({ excerpt, prefix }) => (excerpt ? [readSide(context, excerpt, prefix)] : []));
  const parts = [...sides, ...read];
  const figures: readonly Figure[] = parts.flatMap((part) => part.figures);
  const links: readonly Link[] = parts.flatMap((part) => part.links);
  const report: Report = {
    slug: input.slug,
    group: input.group,
    title: title?.title ?? '',
    source: { path: input.path, lines: source.lines.length },
    ...(fit.match ? { template: fit.match } : {}),
    ...(top.preamble ? { preamble: top.preamble } : {}),
    checklist: top.checklist,
    sections,
    missing: template ? [...template.questions.keys()].filter((number) => !present.has(number)) : [],
    figures: bySource(figures),
    links: bySource(links),
    references: outline.references,
    anchors: anchorsOf([
      ...topTargets(title && { text: title.title, id: 'main', line: title.line + 1 }, top.checklist),
      ...sections.map(({ title: text, id, span }) => ({ text, id, line: span?.line ?? 1 })),
      ...parts.flatMap((part) => part.targets),
    ]),
  };
  return {
    report,
    findings: [
      ...(tooLarge ? [tooLarge] : []),
      ...parts.flatMap((part) => part.findings),
      ...tooManyFigures(report.figures),
    ],
    written: new Map(read.map(({ question, written }) => [question.id, written])),
    ...(template ? { template } : {}),
  };
}

function bySource<Item extends { readonly span: { readonly line: number; readonly column: number } }>(
  items: readonly Item[],
): readonly Item[] {
  return [...items].sort((a, b) => a.span.line - b.span.line || a.span.column - b.span.column);
}

function uniqueIds(starts: readonly QuestionStart[]): readonly string[] {
  const seen = new Map<number, number>();
  return starts.map(({ number }) => {
    const count = (seen.get(number) ?? 0) + 1;
    seen.set(number, count);
    return count === 1 ? `q${number}` : `q${number}-${count}`;
  });
}
