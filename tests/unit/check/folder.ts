/** The report folder of these tests, and the outcome of each figure URL. */

import { indexFiles } from '../../../src/figures/resolve/file-index.js';
import { resolveFigure } from '../../../src/figures/resolve/resolve-figure.js';
import { diagramAddress, type FigureAsset, type FigureOutcome, sourceOfDiagram } from '../../../src/model/figure.js';

/** Every stem is unique, so that a wrong letter case or extension leaves one match. */
export const figurePaths: readonly string[] = [
  ...Array.from({ length: 9 }, (_, index) => `figures/Plot-${index + 1}${index + 1}${index + 1}.png`),
  'figures/two words.jpg',
  'figures/curve (final).svg',
  'images/deep/photo_of_bench.JPG',
  'figures/Ünïcode.webp',
  'overview.gif',
];

/** Files that cannot be opened. */
export const damaged: readonly string[] = ['figures/damaged.png', 'images/zero bytes.jpg'];

export const files = indexFiles([...figurePaths, ...damaged], ['linked', 'figures/away.png'], 'lab');

const asset: FigureAsset = {
  variants: [{ name: 'a', format: 'webp', width: 1, height: 1, bytes: 1, sha256: '' }],
  sourceBytes: 1,
  transparent: false,
  animated: false,
};

/** The outcome of a figure URL. */
export function outcomeOf(href: string): FigureOutcome {
  if (href.startsWith(diagramAddress(''))) {
    const target = { kind: 'diagram' as const, source: sourceOfDiagram(href) };
    return { target, failure: 'unreadable', reason: 'Such diagrams cannot be drawn.' };
  }
  const target = resolveFigure(href, files);
  if (target.kind === 'local')
    return damaged.includes(target.path)
      ? { target, failure: 'unreadable', reason: 'It is no picture: export it again.' }
      : { target, asset };
  if (target.kind === 'remote')
    return target.url.includes('gone')
      ? { target, failure: 'unreachable', reason: 'The server answers 404: save the picture.' }
      : { target, asset };
  return { target, failure: 'absent', reason: 'There is no such file: add it.' };
}
