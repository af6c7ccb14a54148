import type { TemplateMatch } from '../../model/report.js';
import { type Document, type Outline, readOutline } from '../document/outline.js';
import { findLabelled } from '../question/find-questions.js';
import type { Labels } from '../question/label.js';
import { assignKeys, type QuestionStart, startAt } from '../question/question-start.js';
import {
  type Candidate,
  compare,
  compareWordings,
  findByWording,
  leadReader,
  matchCandidates,
  type ReadLead,
  readCandidates,
} from './match-questions.js';
import type { Template } from './template.js';

/**
 * The share of a report's questions that must agree with a template in label and wording. Groups reword a prompt here
 * and there; another edition of the same course renumbers a quarter of them.
 */
const fittingShare = 0.85;

/**
 * The share of a template's questions that a report must hold when its labels disagree: one that was renumbered holds them
 * all, one of another edition lacks those that are new.
 */
const heldShare = 0.9;

/** A report's questions, located with the help of the template that fits it best. */
export interface Fit {
  readonly outline: Outline;
  readonly starts: readonly QuestionStart[];
  /** The template to obey. */
  readonly template?: Template;
  readonly match?: TemplateMatch;
}

/** Holds a document against every template and keeps the best; one that does not fit is named, not obeyed. */
export function fitTemplate(document: Document, templates: readonly Template[]): Fit {
  const plain = readOutline(document);
  const wordsBelow = leadReader(document.source);
  const tries = templates.map((template) => tryTemplate(document, { plain, template, wordsBelow }));
  const fitting = tries.filter(({ match }) => match.fits);
  const [best] = (fitting.length > 0 ? fitting : tries.map(orRenumbered)).sort(
    (a, b) => Number(b.match.fits) - Number(a.match.fits) || b.share - a.share || b.match.agreeing - a.match.agreeing,
  );
  if (!best) return { outline: plain, starts: findAlone(plain) };
  const { outline, candidates, template, match } = best;
  if (!match.fits) return { outline: plain, starts: findAlone(plain), match };
  const labelled = matchCandidates(candidates, outline, template);
  return { outline, template, match, starts: findByWording(document.source, outline, labelled, template) };
}

/** The questions of a document that no template is known of. */
function findAlone(outline: Outline): readonly QuestionStart[] {
  const landmarks = findLabelled(outline);
  const keys = assignKeys(landmarks, outline, false);
  return landmarks.map((landmark, index) => startAt(landmark, keys[index] ?? ''));
}

interface Try {
  readonly outline: Outline;
  readonly candidates: readonly Candidate[];
  readonly template: Template;
  readonly share: number;
  readonly match: TemplateMatch;
}

interface TryInput {
  /** The outline by the usual labels. */
  readonly plain: Outline;
  readonly template: Template;
  readonly wordsBelow: ReadLead;
}

function tryTemplate(document: Document, { plain, template, wordsBelow }: TryInput): Try {
  const outline = areUsual(template.labels, plain) ? plain : readOutline(document, template.labels);
  const candidates = readCandidates(findLabelled(outline, template), template, wordsBelow);
  const { agreeing, compared } = compare(candidates, template);
  const share = compared > 0 ? agreeing / compared : shareWithoutPrompts(document, outline, candidates, template);
  const size = template.questions.size;
  const least = candidates.some(({ landmark }) => /\d/.test(landmark.label.id)) ? fittingShare : 0.5;
  const fits = size > 0 && share >= least;
  return { outline, candidates, template, share, match: { name: template.name, fits, agreeing, compared } };
}

/** A report whose questions are the template's under other numbers fits it, too. */
function orRenumbered(attempt: Try): Try {
  const { candidates, template, match } = attempt;
  if (match.compared === 0) return attempt;
  const { worded, held } = compareWordings(candidates, template);
  return worded >= fittingShare && held >= heldShare ? { ...attempt, match: { ...match, fits: true } } : attempt;
}

/** Whether a document read with the usual labels is the same as with a template's. */
function areUsual({ words, titles, groups }: Labels, { landmarks }: Outline): boolean {
  const [word = '', ...more] = words;
  const used = new Set(landmarks.flatMap(({ label }) => (label ? [label.word] : [])));
  return more.length === 0 && titles.size === 0 && groups.size === 0 && used.size === 1 && used.has(word);
}

/** Without a single prompt to compare, the labels must do. A report that lost its headings is recognised by wording. */
function shareWithoutPrompts(
  { source }: Document,
  outline: Outline,
  candidates: readonly Candidate[],
  template: Template,
): number {
  const size = Math.max(1, template.questions.size);
  if (candidates.length === 0) return findByWording(source, outline, [], template).length / size;
  const known = candidates.filter(({ expected }) => expected.length > 0).length;
  const areNumbered = candidates.some(({ landmark }) => /\d/.test(landmark.label.id));
  return known / (areNumbered ? candidates.length : size);
}
