/** The rules about single figures: what their URLs resolve to, and how they are written. */
import { pathToUrl } from '../../markdown/path-to-url.js';
import { describesFigure } from '../../model/alt-text.js';
import { shortAddress } from '../../model/short-address.js';
import { atFigure, type CheckInput, ownFigureFiles, ownFigures, ownImages, type Rule, shownImages } from '../rule.js';

/** A file's path as a URL that can be pasted into a report, with spaces and brackets encoded. */
function urlOf(path: string): string {
  return pathToUrl(path, 'bare') ?? path;
}

export const figureMissingFile: Rule = {
  name: 'figure-missing-file',
  meaning: 'A figure is not in the report’s folder.',
  remedy: 'Add the file, or correct the address.',
  find: (input) => {
    let unshown: readonly string[] | undefined;
    return ownFigureFiles(input).flatMap(({ figure, outcome: { target } }) => {
      if (target.kind !== 'missing') return [];
      if (target.nearest === undefined) unshown ??= unshownImages(input);
      const hint = target.nearest === undefined ? suggest(unshown ?? []) : `Did you mean “${urlOf(target.nearest)}”?`;
      const only = unshown?.length === 1 ? unshown[0] : undefined;
      return [
        atFigure(
          'figure-missing-file',
          figure,
          `There is no file “${shortAddress(figure.href)}” in the report’s folder. ${hint}`,
          target.nearest ?? only,
        ),
      ];
    });
  },
};

/** Maximum number of images suggested for a missing one; of more, none is likelier than another. */
const maxSuggestions = 3;

/** The group's images that its report does not show. */
function unshownImages(input: CheckInput): readonly string[] {
  const shown = new Set(shownImages(input.report.figures, input.outcomes));
  return ownImages(input).filter((path) => !shown.has(path));
}

function suggest(unshown: readonly string[]): string {
  const [only, ...others] = unshown.map((path) => `“${urlOf(path)}”`);
  if (only === undefined || others.length >= maxSuggestions)
    return 'Add the file to the report’s folder, or correct the address.';
  if (others.length === 0) return `Did you mean ${only}, which is shown nowhere?`;
  return `Did you mean one of those that are shown nowhere: ${[only, ...others].join(', ')}?`;
}

export const figureUnreadable: Rule = {
  name: 'figure-unreadable',
  meaning: 'A figure’s file is damaged, too large, or of a kind that cannot be shown.',
  remedy: 'Export the figure again, as PNG or JPEG.',
  find: (input) =>
    ownFigureFiles(input).flatMap(({ figure, outcome }) => {
      const name = `“${shortAddress(figure.href)}”`;
      if ('failure' in outcome && outcome.failure === 'unreadable')
        return [atFigure('figure-unreadable', figure, `${name} cannot be shown. ${outcome.reason}`)];
      if (outcome.incomplete !== undefined)
        return [atFigure('figure-unreadable', figure, `${name} is not shown completely. ${outcome.incomplete}`)];
      return [];
    }),
};

export const figureOutsideReport: Rule = {
  name: 'figure-outside-report',
  meaning: 'A figure’s address leaves the report’s folder, or is of a kind that no figure may have.',
  remedy: 'Put the file into the report’s folder and refer to it there.',
  find: (input) =>
    ownFigureFiles(input).flatMap(({ figure, outcome: { target } }) => {
      if (target.kind === 'outside')
        return [
          atFigure(
            'figure-outside-report',
            figure,
            `“${shortAddress(figure.href)}” lies outside the report’s folder and was not read. Put the file into the folder, for instance into figures/.`,
          ),
        ];
      if (target.kind === 'refused')
        return [
          atFigure(
            'figure-outside-report',
            figure,
            `An address that begins with “${target.scheme}:” cannot be a figure. Save the figure in the report’s folder, for instance in figures/.`,
          ),
        ];
      return [];
    }),
};

export const figurePath: Rule = {
  name: 'figure-path',
  meaning: 'A figure was found, but not at the address as written, or its file has no extension.',
  remedy: 'Write the address as the file is named, and give the file its extension.',
  find: (input) =>
    ownFigureFiles(input).flatMap(({ figure, outcome: { target, extension } }) => {
      if (target.kind !== 'local') return [];
      if (extension !== undefined) {
        const message = `“${shortAddress(figure.href)}” is a picture without an extension: call the file “${urlOf(target.path)}.${extension}”, and write that here.`;
        return [atFigure('figure-path', figure, message)];
      }
      if (target.tolerance === undefined) return [];
      const message = `“${shortAddress(figure.href)}” was found only because ${target.tolerance}: write “${urlOf(target.path)}”.`;
      return [atFigure('figure-path', figure, message, target.path)];
    }),
};

export const figureRemote: Rule = {
  name: 'figure-remote',
  meaning: 'A figure is on another server.',
  remedy: 'Save it in the report’s folder, where it cannot vanish.',
  find: (input) =>
    ownFigureFiles(input).flatMap(({ figure, outcome }) => {
      if (outcome.target.kind !== 'remote') return [];
      const trouble = 'failure' in outcome && outcome.failure === 'unreachable' ? ` ${outcome.reason}` : '';
      return [
        atFigure(
          'figure-remote',
          figure,
          `This figure is on another server. Save it in the report’s folder, where it cannot vanish.${trouble}`,
        ),
      ];
    }),
};

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
      if (figure.form === 'diagram') return [];
      const alt = figure.alt.trim();
      if (describesFigure(alt, figure.href)) return [];
      const now = alt === '' ? 'This figure has no description' : `“${alt}” does not describe the figure`;
      return [atFigure('figure-alt', figure, `${now}. Say in a few words what it shows.`)];
    }),
};
