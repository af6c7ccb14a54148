import type { Finding, RuleName } from '../model/diagnostic.js';
import type { Figure, FigureOutcome } from '../model/figure.js';
import type { Answer, Report } from '../model/report.js';
import type { WordCounting } from '../model/report-progress.js';
import type { Span } from '../model/span.js';
import type { Template } from '../parse/template/template.js';

/** The input of a rule. */
export interface CheckInput {
  readonly report: Report;
  /** The template that the report fits, if any. */
  readonly template?: Template;
  /** The outcome of each figure, by its URL as written. */
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  /** Paths of all images in the report's folder, relative to it, whether shown or not. */
  readonly pictures: readonly string[];
  /** Addresses of figures that have the bytes of a sample picture of the template. */
  readonly samples?: ReadonlySet<string>;
  /** Whether an address leads into the repository that the report was collected from. */
  readonly isInSource?: (href: string) => boolean;
  /** What is wrong with the record of where the report was collected from, a sentence. */
  readonly recordProblem?: string;
  /** Which word count `words` limits apply to. */
  readonly counting: WordCounting;
  /** Findings of the parser, for rules that only it can check. */
  readonly parsed: readonly Finding[];
}

/** A check of a report. */
export interface Rule {
  readonly name: RuleName;
  /** What a finding means: one sentence, for a list of rules. */
  readonly meaning: string;
  /** What to do about it: one sentence. */
  readonly remedy: string;
  readonly find: (input: CheckInput) => readonly Finding[];
}

/**
 * A figure of the group with its outcome. Figures of the template's prompts and instructions are excluded: the group is
 * not responsible for them.
 */
export interface ResolvedFigure {
  readonly figure: Figure;
  readonly outcome: FigureOutcome;
}

/** The group's own figures that have an outcome. */
export function ownFigures({ report, outcomes, template }: CheckInput): readonly ResolvedFigure[] {
  const templateUrls = new Set(template?.report.figures.map(({ href }) => href));
  return report.figures.flatMap((figure) => {
    const { href, context } = figure;
    const outcome = outcomes.get(href);
    const isOwn = context === 'answer' || (context === 'intro' && !templateUrls.has(href));
    return isOwn && outcome ? [{ figure, outcome }] : [];
  });
}

/** {@link ownFigures}, with those for dark pages as figures of their own. */
export function ownFigureFiles(input: CheckInput): readonly ResolvedFigure[] {
  return ownFigures(input).flatMap((resolved) => {
    const { dark, address: _, ...figure } = resolved.figure;
    const outcome = dark === undefined ? undefined : input.outcomes.get(dark);
    return dark === undefined || !outcome ? [resolved] : [resolved, { figure: { ...figure, href: dark }, outcome }];
  });
}

/** The group's own images in the folder: all except those that the template shows. */
export function ownImages({ pictures, template }: CheckInput): readonly string[] {
  const templateUrls = new Set(template?.report.figures.map(({ href }) => href));
  return templateUrls.size === 0 ? pictures : pictures.filter((path) => !templateUrls.has(path));
}

/** Paths of the folder's images that these figures show. */
export function shownImages(figures: readonly Figure[], outcomes: CheckInput['outcomes']): readonly string[] {
  return figures.flatMap(({ href, dark }) =>
    (dark === undefined ? [href] : [href, dark]).flatMap((address) => {
      const target = outcomes.get(address)?.target;
      return target?.kind === 'local' ? [target.path] : [];
    }),
  );
}

/** The span of an answer, starting at its own text: before it are blank lines and the placeholder. */
export function spanOfAnswer({ span, origin }: Answer): Span {
  const [first] = origin;
  return first ? { ...span, line: first.line, column: first.column } : span;
}

/** A finding about a figure, at the figure. */
export function atFigure(rule: RuleName, { span, question }: Figure, message: string, suggestion?: string): Finding {
  return {
    rule,
    message,
    span,
    ...(question === undefined ? {} : { question }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** The first line of a report, for problems of the whole report. */
export function firstLine({ source: { path } }: Report): Span {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
