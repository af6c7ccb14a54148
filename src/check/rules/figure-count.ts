import { pathToUrl } from '../../markdown/path-to-url.js';
import { describesFigure } from '../../model/alt-text.js';
import type { Constraint } from '../../model/constraint.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Figure } from '../../model/figure.js';
import { groupBy } from '../../model/group-by.js';
import { type Link, type Question, questionsOf } from '../../model/report.js';
import { shortAddress } from '../../model/short-address.js';
import { findImageMentions, type ImageIndex, type ImageMention, indexImages } from '../image-mentions.js';
import { countOf, describeRange, limitOf } from '../ranges.js';
import { atFigure, type CheckInput, ownImages, type Rule, shownImages, spanOfAnswer } from '../rule.js';

export const figureCount: Rule = {
  name: 'figure-count',
  meaning: 'An answer has fewer or more figures than its prompt asks for, or names a figure that it does not show.',
  remedy: 'Add the figures that are missing, show those that are only named, or leave out those that are too many.',
  find: (input) => {
    let names: ImageIndex | undefined;
    const undrawn = groupBy(
      input.parsed.filter(({ rule }) => rule === 'figure-undrawn'),
      ({ question }) => question,
    );
    return questionsOf(input.report).flatMap((question) => {
      const limit = limitOf(question, 'figures');
      if (!limit || question.answer.status !== 'answered') return [];
      const samples = question.answer.figures.filter(({ href }) => input.samples?.has(href));
      const count = question.answer.figures.length - samples.length;
      // A diagram that is not drawn here is one on GitHub, and is told by its own rule.
      const missing = Math.max(0, (limit.min ?? 0) - count - (undrawn.get(question.key)?.length ?? 0));
      const excess = Math.max(0, count - (limit.max ?? count));
      const told = samples.map((figure) => samplePicture(figure, limit));
      // A sample stands where a figure is missing.
      if (missing + excess <= (missing > 0 ? samples.length : 0)) return told;
      if (missing > 0) names ??= indexImages(ownImages(input));
      const named = names && missing > 0 ? findUnshown(question, input, names).slice(0, missing) : [];
      const documents = missing > named.length ? linkedDocuments(question, input).slice(0, missing - named.length) : [];
      return [
        ...told,
        ...named.map((name) => unshownImage(name, question, limit, input)),
        ...documents.map((link) => linkedDocument(link, limit)),
        ...(named.length + documents.length < missing + excess
          ? [wrongCount(question, limit, { count, missing, excess, named: named.length + documents.length })]
          : []),
      ];
    });
  },
};

function samplePicture(figure: Figure, limit: Constraint): Finding {
  const message = `“${shortAddress(figure.href)}” is the template’s sample picture, which counts for nothing; the prompt asks for ${describeRange(limit)}. Put your own figure in its place.`;
  return atFigure('figure-count', figure, message);
}

/** Links of an answer to documents beside the report, each once. */
function linkedDocuments({ key }: Question, { report, outcomes }: CheckInput): readonly Link[] {
  const links = report.links.filter(
    ({ href, question }) => question === key && outcomes.get(href)?.target.kind === 'local',
  );
  return [...groupBy(links, ({ href }) => href).values()].flatMap(([first]) => (first ? [first] : []));
}

function linkedDocument({ href, text, question, span }: Link, limit: Constraint): Finding {
  const alt = text === '' ? 'What the figure shows' : text;
  return {
    rule: 'figure-count',
    message: `“${shortAddress(href)}” is a PDF, not a picture; the prompt asks for ${describeRange(limit)}. Export the page as PNG or SVG, and write “![${alt}](${href.replace(/\.pdf.*$/is, '.png')})”.`,
    span,
    ...(question === undefined ? {} : { question }),
  };
}

/** Images that an answer mentions but does not show, each once. */
function findUnshown({ answer }: Question, { outcomes }: CheckInput, names: ImageIndex): readonly ImageMention[] {
  const shown = new Set(shownImages(answer.figures, outcomes));
  return findImageMentions(answer, names).filter(({ path }) => {
    if (shown.has(path)) return false;
    shown.add(path);
    return true;
  });
}

function unshownImage(name: ImageMention, { key }: Question, limit: Constraint, { report }: CheckInput): Finding {
  const { path, written, line, column, endColumn, alt = '', isAddress } = name;
  const text = describesFigure(alt, path) ? alt.trim() : 'What the figure shows';
  const suggestion = `![${text}](${pathToUrl(path, 'bare') ?? path})`;
  const why =
    isAddress && /\s/.test(written) ? 'is not shown, because its address has blanks' : 'is named but not shown';
  return {
    rule: 'figure-count',
    message: `The figure “${written}” ${why}; the prompt asks for ${describeRange(limit)}. Write “${suggestion}” in the text, outside code.`,
    span: { path: report.source.path, line, column, endLine: line, endColumn },
    question: key,
    suggestion,
  };
}

interface CountError {
  /** Figures without sample pictures. */
  readonly count: number;
  readonly missing: number;
  readonly excess: number;
  /** How many of the missing ones are mentioned in the text, and reported there. */
  readonly named: number;
}

function wrongCount(
  { answer, key }: Question,
  limit: Constraint,
  { count, missing, excess, named }: CountError,
): Finding {
  const beside = named === 0 ? '' : `, besides ${named} that it only names`;
  const what = missing > 0 ? `Add ${countOf(missing - named, 'figures')}.` : `Leave out ${countOf(excess, 'figures')}.`;
  const has = count === 0 ? 'no figure' : countOf(count, 'figures');
  const message = `The answer has ${has}${beside}; the prompt asks for ${describeRange(limit)}. ${what}`;
  return { rule: 'figure-count', message, span: spanOfAnswer(answer), question: key };
}
