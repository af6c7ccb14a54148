import type { TemplateMatch } from '../model/report.js';
import { compare, findByWording, findNumbered, type QuestionStart } from './find-questions.js';
import { type Document, type Outline, readOutline } from './outline.js';
import type { Template } from './template.js';

/**
 * The share of a report's questions that must agree with a template in number and wording. Groups reword a prompt here
 * and there; another edition of the same course renumbers a quarter of them.
 */
const fittingShare = 0.85;

/** A report's questions, located with the help of the template that fits it best. */
export interface Fit {
  readonly outline: Outline;
  readonly starts: readonly QuestionStart[];
  /** The template to obey. */
  readonly template?: Template;
  readonly match?: TemplateMatch;
}

/**
 * Holds a document against every template and keeps the best; one that does not fit is named, not obeyed. `labels` are
 * the words that number its questions, where they are known.
 */
export function fitTemplate(document: Document, templates: readonly Template[], labels?: ReadonlySet<string>): Fit {
  const plain = readOutline(document, labels);
  if (templates.length === 0) return { outline: plain, starts: findNumbered(plain) };
  const tries = templates.map((template) => tryTemplate(document, plain, template));
  const best = tries.reduce((a, b) =>
    b.share > a.share || (b.share === a.share && b.match.agreeing > a.match.agreeing) ? b : a,
  );
  const { outline, starts, template, match } = best;
  return match.fits
    ? { outline, template, match, starts: findByWording(document.source, outline, starts, template) }
    : { outline: plain, starts: findNumbered(plain), match };
}

function tryTemplate(
  document: Document,
  plain: Outline,
  template: Template,
): Fit & { readonly template: Template; readonly match: TemplateMatch; readonly share: number } {
  const usual = plain.landmarks.some((landmark) => landmark.label && template.labels.has(landmark.label.label));
  const outline = usual ? plain : readOutline(document, template.labels);
  const { source } = document;
  const starts = findNumbered(outline);
  const { agreeing, compared } = compare(source, starts, template);
  const known = starts.filter((start) => template.questions.has(start.number)).length;
  // Without a single prompt to compare, the numbers must do. A report that lost its headings is recognised by wording.
  const byNumber = starts.length > 0 ? known / starts.length : 0;
  const byWording =
    starts.length === 0
      ? findByWording(source, outline, starts, template).length / Math.max(1, template.questions.size)
      : 0;
  const share = compared > 0 ? agreeing / compared : Math.max(byNumber, byWording);
  const fits = template.questions.size > 0 && share >= (starts.length === 0 ? 0.5 : fittingShare);
  return { outline, starts, template, share, match: { name: template.name, fits, agreeing, compared } };
}
