import { pathToUrl } from '../../markdown/path-to-url.js';
import { describesFigure } from '../../model/alt-text.js';
import type { Constraint } from '../../model/constraint.js';
import type { Finding } from '../../model/diagnostic.js';
import { type Question, questionsOf } from '../../model/report.js';
import { findPictureNames, indexPictures, type PictureName, type PictureNames } from '../picture-names.js';
import { countOf, describeRange, limitOf } from '../ranges.js';
import { type CheckInput, ownPictures, type Rule, shownPictures, spanOfAnswer } from '../rule.js';

export const figureCount: Rule = {
  name: 'figure-count',
  meaning: 'An answer has fewer or more figures than its prompt asks for, or names a figure that it does not show.',
  remedy: 'Add the figures that are missing, show those that are only named, or leave out those that are too many.',
  find: (input) => {
    let names: PictureNames | undefined;
    return questionsOf(input.report).flatMap((question) => {
      const limit = limitOf(question, 'figures');
      if (!limit || question.answer.status !== 'answered') return [];
      const count = question.answer.figures.length;
      const lacking = Math.max(0, (limit.min ?? 0) - count);
      const surplus = Math.max(0, count - (limit.max ?? count));
      if (lacking + surplus === 0) return [];
      if (lacking > 0) names ??= indexPictures(ownPictures(input));
      const named = names && lacking > 0 ? namedOnly(question, input, names).slice(0, lacking) : [];
      return [
        ...named.map((name) => notShown(name, question, limit, input)),
        ...(named.length < lacking + surplus
          ? [wrongCount(question, limit, { lacking, surplus, named: named.length })]
          : []),
      ];
    });
  },
};

/** The pictures that an answer names and does not show, each once. */
function namedOnly({ answer }: Question, { outcomes }: CheckInput, names: PictureNames): readonly PictureName[] {
  const shown = new Set(shownPictures(answer.figures, outcomes));
  return findPictureNames(answer, names).filter(({ path }) => {
    if (shown.has(path)) return false;
    shown.add(path);
    return true;
  });
}

function notShown(name: PictureName, { key }: Question, limit: Constraint, { report }: CheckInput): Finding {
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

interface Miscount {
  readonly lacking: number;
  readonly surplus: number;
  /** How many of those that are lacking are named, and told where they are. */
  readonly named: number;
}

function wrongCount({ answer, key }: Question, limit: Constraint, { lacking, surplus, named }: Miscount): Finding {
  const count = answer.figures.length;
  const beside = named === 0 ? '' : `, besides ${named} that it only names`;
  const what =
    lacking > 0 ? `Add ${countOf(lacking - named, 'figures')}.` : `Leave out ${countOf(surplus, 'figures')}.`;
  const has = count === 0 ? 'no figure' : countOf(count, 'figures');
  const message = `The answer has ${has}${beside}; the prompt asks for ${describeRange(limit)}. ${what}`;
  return { rule: 'figure-count', message, span: spanOfAnswer(answer), question: key };
}
