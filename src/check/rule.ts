import type { Finding, RuleName } from '../model/diagnostic.js';
import type { Figure, FigureOutcome } from '../model/figure.js';
import type { Answer, Report } from '../model/report.js';
import type { WordCounting } from '../model/report-progress.js';
import type { Span } from '../model/span.js';
import type { Template } from '../parse/template/template.js';

/** What a rule looks at. */
export interface CheckInput {
  readonly report: Report;
  /** The template that the report is held against, if one fits. */
  readonly template?: Template;
  /** What became of each figure, by its address as written. */
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  /** Paths of the pictures in the report's folder, relative to it, whether they are shown or not. */
  readonly pictures: readonly string[];
  /** Which count `words` limits apply to. */
  readonly counting: WordCounting;
  /** What the parser found, for the rules that only it can check. */
  readonly parsed: readonly Finding[];
}

/** A check of a report. */
export interface Rule {
  readonly name: RuleName;
  /** What it means when it speaks, one sentence for a list of rules. */
  readonly meaning: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
  readonly find: (input: CheckInput) => readonly Finding[];
}

/** A figure of the group's own with what became of it. Figures of the template's prompts and instructions are nobody's fault. */
export interface JudgedFigure {
  readonly figure: Figure;
  readonly outcome: FigureOutcome;
}

/** The group's own figures that were resolved. */
export function ownFigures({ report, outcomes, template }: CheckInput): readonly JudgedFigure[] {
  const samples = new Set(template?.report.figures.map(({ href }) => href));
  return report.figures.flatMap((figure) => {
    const { href, context } = figure;
    const outcome = outcomes.get(href);
    const isOwn = context === 'answer' || (context === 'intro' && !samples.has(href));
    return isOwn && outcome ? [{ figure, outcome }] : [];
  });
}

/** The pictures of the folder that are the group's own: all but those that the template shows. */
export function ownPictures({ pictures, template }: CheckInput): readonly string[] {
  const samples = new Set(template?.report.figures.map(({ href }) => href));
  return samples.size === 0 ? pictures : pictures.filter((path) => !samples.has(path));
}

/** Paths of the folder's pictures that these figures show. */
export function shownPictures(figures: readonly Figure[], outcomes: CheckInput['outcomes']): readonly string[] {
  return figures.flatMap(({ href }) => {
    const target = outcomes.get(href)?.target;
    return target?.kind === 'local' ? [target.path] : [];
  });
}

/** Where an answer's own text begins and ends; between prompt and answer stand blank lines and the placeholder. */
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

/** The first line of a report, for what is wrong with the whole of it. */
export function firstLine({ source: { path } }: Report): Span {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
