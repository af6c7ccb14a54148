import type { Finding } from '../model/diagnostic.js';
import type { Figure } from '../model/figure.js';
import type { Formula } from '../model/formula.js';
import { anchorOfKey, type QuestionKey } from '../model/question-key.js';
import { type SettingsByQuestion, settingsOf } from '../model/question-settings.js';
import { anchorPrefixes, type Link, type Report } from '../model/report.js';
import { anchorsOf, openingTargets, withNamed } from './document/anchors.js';
import { bySource, oncePerPlace } from './document/by-source.js';
import { findDefinitions } from './document/find-definitions.js';
import { findSections } from './document/find-sections.js';
import { groupQuestions } from './document/group-questions.js';
import type { HeadingLine } from './document/heading-lines.js';
import { type Document, readCut, readDocument } from './document/outline.js';
import { readBody } from './document/read-body.js';
import { type Opening, readOpening } from './document/read-opening.js';
import { cutSource, limits, tooManyFigures } from './document/size-limits.js';
import { controlFindings, readSource } from './document/source.js';
import { unshownNotes } from './document/unshown-notes.js';
import { takeDefinitions } from './document/used-definitions.js';
import { applyLimits } from './limits/apply-settings.js';
import { readIntro } from './question/part-contents.js';
import type { QuestionStart } from './question/question-start.js';
import { readQuestion, type WrittenQuestion } from './question/read-question.js';
import { type Fit, fitTemplate } from './template/fit-template.js';
import type { LearnedTemplate } from './template/learn-questions.js';
import type { Template } from './template/template.js';

/** A report's text and its context. */
export interface ReportInput {
  readonly text: string;
  /** The file's path in diagnostics. */
  readonly path: string;
  readonly slug: string;
  readonly group: string;
  readonly templates: readonly Template[];
  /** Set when parsing a template: its questions are known, and every other heading of their level is a section. */
  readonly asTemplate?: LearnedTemplate;
  /** The configuration of questions, for a report that fits no template. */
  readonly settings?: SettingsByQuestion;
  /** Whether a web URL refers to a file of the report, so that a link to it is a figure. */
  readonly isOwnFile?: (href: string) => boolean;
  /** Whether dollar signs make formulas; they do unless told otherwise. */
  readonly math?: boolean;
  /** Whether an address is that of a file of the report exactly as written. */
  readonly isExactFile?: (href: string) => boolean;
}

/** The parsed report, the parser's findings, and the source of each question, by its id. */
export interface ParsedReport {
  readonly report: Report;
  readonly findings: readonly Finding[];
  /** The formulas of the answers, in the order of the source. */
  readonly formulas: readonly Formula[];
  readonly written: ReadonlyMap<string, WrittenQuestion>;
  /** The template that the report fits. */
  readonly template?: Template;
}

/** Parses a report. Never fails: whatever cannot be interpreted is kept as text and reported. */
export function parseReport(input: ReportInput): ParsedReport {
  return parseDocument(readDocument(readSource(input.text, input.path)), input);
}

/**
 * The same for a document whose blocks are already parsed.
 *
 * @param unshown The keys of footnotes that turned out to be shown nowhere else: they stay where they are defined
 */
export function parseDocument(
  document: Document,
  input: Omit<ReportInput, 'text'>,
  unshown?: ReadonlySet<string>,
): ParsedReport {
  const { tooLarge } = document;
  const fit: Fit = input.asTemplate ?? fitTemplate(document, input.templates);
  const { outline, starts, template } = fit;
  // A template's questions are not limited: they are the course's own.
  const firstExtra = input.asTemplate ? undefined : starts[limits.questions];
  if (firstExtra) return parseDocument(readCut(cutSource(document.source, firstExtra.line, 'questions')), input);
  const sectionStarts = findSections({
    source: document.source,
    outline,
    starts,
    ...(template ? { known: template.sections } : {}),
    everyHeading: input.asTemplate !== undefined,
  });
  const ends = [...starts, ...sectionStarts].map((start) => start.line).sort((a, b) => a - b);
  const nextStart = new Map(ends.map((line, index) => [line, ends[index + 1] ?? document.source.lines.length]));
  const endOf = (line: number): number => nextStart.get(line) ?? document.source.lines.length;
  const title = titleOf(outline, starts);
  const taken = takeDefinitions({
    source: document.source,
    outline,
    starts: ends,
    headings: new Set([...(title ? [title.line] : []), ...ends]),
    answersFrom: ends[0] ?? document.source.lines.length,
    unshown: unshown ?? new Set(),
  });
  const { source } = taken;
  const context = {
    source,
    notes: taken.notes,
    references: taken.references,
    definitions: findDefinitions(document.source, outline),
    isOwnFile: input.isOwnFile ?? (() => false),
    plainDollars: input.math === false,
    isExactFile: input.isExactFile ?? (() => false),
  };

  const ids = uniqueIds(starts);
  const read = starts.map((start, index) => {
    const known = template?.questions.get(start.key);
    return readQuestion({
      context,
      start,
      end: endOf(start.line),
      id: ids[index] ?? '',
      ...(known ? { known } : {}),
      ...(input.asTemplate ? { shared: input.asTemplate.shared } : {}),
    });
  });
  const body = starts.length === 0 && !input.asTemplate ? readBody(context, title) : undefined;
  const top: Opening = body
    ? { checklist: { title: '', groups: [] } }
    : readOpening(source, title, ends[0] ?? source.lines.length);
  // A template's questions already include them.
  const settings = template ? {} : (input.settings ?? {});
  const questions = read.map(({ question }, index) => ({
    question: { ...question, constraints: applyLimits(question.constraints, settingsOf(settings, question.key)) },
    line: starts[index]?.line ?? 0,
  }));
  const sections = groupQuestions({
    source,
    sectionStarts,
    questions,
    endOf,
    ...(top.rest ? { rest: top.rest } : {}),
    ...(template ? { template } : {}),
  });
  const intros = [
    { excerpt: top.preamble, prefix: anchorPrefixes.preamble },
    { excerpt: top.checklist.intro, prefix: anchorPrefixes.checklist },
    ...sections.map(({ intro, id }) => ({ excerpt: intro, prefix: id })),
  ].flatMap(({ excerpt, prefix }) => (excerpt ? [readIntro(context, excerpt, prefix)] : []));
  const parts = [...intros, ...read, ...(body ? [body] : [])];
  const figures: readonly Figure[] = parts.flatMap((part) => part.figures);
  const links: readonly Link[] = parts.flatMap((part) => part.links);
  const present = new Set(starts.map(({ key }) => key));
  const report: Report = {
    slug: input.slug,
    group: input.group,
    title: title?.title ?? '',
    source: { path: input.path, lines: source.lines.length },
    ...(fit.match ? { template: fit.match } : {}),
    ...(top.preamble ? { preamble: top.preamble } : {}),
    ...(body ? { body: body.body } : {}),
    checklist: top.checklist,
    sections,
    missing: template ? [...template.questions.keys()].filter((key) => !present.has(key)) : [],
    figures: bySource(figures),
    links: bySource(links),
    references: taken.references,
    notes: taken.notes,
    definitions: taken.definitions,
    anchors: withNamed(
      anchorsOf([
        ...openingTargets(title && { text: title.title, id: 'main', line: title.line + 1 }, top.checklist),
        ...sections.map(({ title: text, id, span }) => ({ text, id, line: span?.line ?? 1 })),
        ...parts.flatMap((part) => part.targets),
      ]),
      parts.flatMap((part) => part.named),
    ),
  };
  const lost = unshown ? new Set<string>() : unshownNotes(report);
  if (lost.size > 0) return parseDocument(document, input, lost);
  return {
    report,
    findings: [
      ...(tooLarge ? [tooLarge] : []),
      ...controlFindings(source),
      ...taken.findings,
      ...oncePerPlace(parts.flatMap((part) => part.findings)),
      ...tooManyFigures(report.figures),
    ],
    formulas: parts.flatMap((part) => part.formulas),
    written: new Map(read.map(({ question, written }) => [question.id, written])),
    ...(template ? { template } : {}),
  };
}

/** The first level-1 heading, unless it begins a question. */
function titleOf({ headingLines }: Fit['outline'], starts: readonly QuestionStart[]): HeadingLine | undefined {
  const title = headingLines.find((headingLine) => headingLine.level === 1);
  return title && starts.some(({ line }) => line === title.line) ? undefined : title;
}

function uniqueIds(starts: readonly QuestionStart[]): readonly string[] {
  const counts = new Map<QuestionKey, number>();
  const taken = new Set(starts.map(({ key }) => anchorOfKey(key)));
  return starts.map(({ key }) => {
    let count = (counts.get(key) ?? 0) + 1;
    let id = count === 1 ? anchorOfKey(key) : `${anchorOfKey(key)}-${count}`;
    for (; count > 1 && taken.has(id); count += 1) id = `${anchorOfKey(key)}-${count + 1}`;
    taken.add(id);
    counts.set(key, count);
    return id;
  });
}
