import type { TemplateMatch } from '../../model/report.js';
import { type Document, type Outline, readOutline } from '../document/outline.js';
import { findQuestionHeadings } from '../question/find-question-headings.js';
import type { Labels } from '../question/label.js';
import { assignKeys, type QuestionStart, startAt } from '../question/question-start.js';
import { compare, compareWordings } from './agreement.js';
import { type Candidate, leadReader, type ReadLead, readCandidates } from './candidates.js';
import { findByWording, matchCandidates } from './match-questions.js';
import type { Template } from './template.js';

/**
 * Minimum share of a report's questions that must agree with a template in label and wording. Groups reword a prompt
 * here and there; another edition of the same course renumbers a quarter of them.
 */
const minAgreeingShare = 0.85;

/**
 * Minimum share of a template's questions that a report must have if its labels disagree: a renumbered report has them
 * all, one of another edition lacks those that are new.
 */
const minPresentShare = 0.9;

/** The questions of a report, found with the template that fits best. */
export interface Fit {
  readonly outline: Outline;
  readonly starts: readonly QuestionStart[];
  /** The template, if it fits. */
  readonly template?: Template;
  readonly match?: TemplateMatch;
}

/** Compares a document with every template and selects the best; one that does not fit is reported, but not applied. */
export function fitTemplate(document: Document, templates: readonly Template[]): Fit {
  const defaultOutline = readOutline(document);
  const readLead = leadReader(document.source);
  const attempts = templates.map((template) => attemptTemplate(document, { defaultOutline, template, readLead }));
  const fitting = attempts.filter(({ match }) => match.fits);
  const [best] = (fitting.length > 0 ? fitting : attempts.map(allowRenumbered)).sort(
    (a, b) => Number(b.match.fits) - Number(a.match.fits) || b.share - a.share || b.match.agreeing - a.match.agreeing,
  );
  if (!best) return { outline: defaultOutline, starts: findWithoutTemplate(defaultOutline) };
  const { outline, candidates, template, match } = best;
  if (!match.fits) return { outline: defaultOutline, starts: findWithoutTemplate(defaultOutline), match };
  const labelled = matchCandidates(candidates, outline, template);
  return { outline, template, match, starts: findByWording(document.source, outline, labelled, template) };
}

/** Finds the questions of a document without a template. */
function findWithoutTemplate(outline: Outline): readonly QuestionStart[] {
  const headingLines = findQuestionHeadings(outline);
  const keys = assignKeys(headingLines, outline, false);
  return headingLines.map((headingLine, index) => startAt(headingLine, keys[index] ?? ''));
}

interface Attempt {
  readonly outline: Outline;
  readonly candidates: readonly Candidate[];
  readonly template: Template;
  readonly share: number;
  readonly match: TemplateMatch;
}

interface AttemptInput {
  /** The outline read with the usual labels. */
  readonly defaultOutline: Outline;
  readonly template: Template;
  readonly readLead: ReadLead;
}

function attemptTemplate(document: Document, { defaultOutline, template, readLead }: AttemptInput): Attempt {
  const outline = isDefaultOutline(template.labels, defaultOutline)
    ? defaultOutline
    : readOutline(document, template.labels);
  const candidates = readCandidates(findQuestionHeadings(outline, template), template, readLead);
  const { agreeing, compared } = compare(candidates, template);
  const share = compared > 0 ? agreeing / compared : shareWithoutPrompts(document, outline, candidates, template);
  const size = template.questions.size;
  const least = candidates.some(({ headingLine }) => /\d/.test(headingLine.label.id)) ? minAgreeingShare : 0.5;
  const fits = size > 0 && share >= least;
  return { outline, candidates, template, share, match: { name: template.name, fits, agreeing, compared } };
}

/** A report with the template's questions under other numbers fits it, too. */
function allowRenumbered(attempt: Attempt): Attempt {
  const { candidates, template, match } = attempt;
  if (match.compared === 0) return attempt;
  const { worded, present } = compareWordings(candidates, template);
  return worded >= minAgreeingShare && present >= minPresentShare
    ? { ...attempt, match: { ...match, fits: true } }
    : attempt;
}

/** Whether the outline with the usual labels is the same as with a template's labels. */
function isDefaultOutline({ words, titles, groups }: Labels, { headingLines }: Outline): boolean {
  const [word = '', ...more] = words;
  const used = new Set(headingLines.flatMap(({ label }) => (label ? [label.word] : [])));
  return more.length === 0 && titles.size === 0 && groups.size === 0 && used.size === 1 && used.has(word);
}

/** The share by labels, if there is no prompt to compare. A report that lost its headings is recognised by wording. */
function shareWithoutPrompts(
  { source }: Document,
  outline: Outline,
  candidates: readonly Candidate[],
  template: Template,
): number {
  const size = Math.max(1, template.questions.size);
  if (candidates.length === 0) return findByWording(source, outline, [], template).length / size;
  const known = candidates.filter(({ expected }) => expected.length > 0).length;
  const areNumbered = candidates.some(({ headingLine }) => /\d/.test(headingLine.label.id));
  return known / (areNumbered ? candidates.length : size);
}
