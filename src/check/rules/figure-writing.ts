/** The rules about how a figure is written. */
import { describesFigure } from '../../model/alt-text.js';
import { atFigure, ownFigures, type Rule } from '../rule.js';

export const figureLinked: Rule = {
  name: 'figure-linked',
  meaning: 'A figure is linked to instead of shown.',
  remedy: 'Put an exclamation mark before the link.',
  find: (input) =>
    ownFigures(input).flatMap(({ figure }) => {
      if (figure.form !== 'link') return [];
      const message =
        'This is a link to a figure; it is shown as a figure all the same. Put an exclamation mark before the “[”.';
      return [atFigure('figure-linked', figure, message)];
    }),
};

export const figureAlt: Rule = {
  name: 'figure-alt',
  meaning: 'A figure has no description for those who cannot see it.',
  remedy: 'Write what it shows between the square brackets.',
  find: (input) =>
    ownFigures(input).flatMap(({ figure }) => {
      const alt = figure.alt.trim();
      if (describesFigure(alt, figure.href)) return [];
      const now = alt === '' ? 'This figure has no description' : `“${alt}” does not describe the figure`;
      return [atFigure('figure-alt', figure, `${now}. Say in a few words what it shows.`)];
    }),
};
