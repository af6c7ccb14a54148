import type { ReadDiagram } from './diagram-model.js';
import { UndrawableError } from './undrawable.js';

/** Words, and every other visible character. */
const tokens = /[\p{L}\p{N}\p{M}_]+|[^\s]/gu;
const words = /[\p{L}\p{N}\p{M}_]+/gu;

const lines = /class="(?:edge|message|class-relationship|er-relationship)"/g;

/**
 * Compares a drawing with what it has to show: the library leaves out what it does not understand, without a word.
 *
 * @param drawn As the library made it.
 * @param svg The same made plain.
 * @throws UndrawableError when a text or an arrow is missing
 */
export function verifyDrawing({ labels, reordered, edges }: ReadDiagram, drawn: string, svg: string): void {
  const shown = new Map<string, number>();
  for (const [, content = ''] of svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs))
    for (const [token] of textOf(content).matchAll(tokens)) shown.set(token, (shown.get(token) ?? 0) + 1);
  const find = (label: string, pattern: RegExp): void => {
    for (const [token] of label.matchAll(pattern)) {
      const left = shown.get(token) ?? 0;
      if (left === 0) throw new UndrawableError(`The drawing would leave out “${label.replaceAll('\n', ' ')}”.`);
      shown.set(token, left - 1);
    }
  };
  for (const label of labels) find(label, tokens);
  for (const label of reordered) find(label, words);
  if ((drawn.match(lines)?.length ?? 0) !== edges) throw new UndrawableError('The drawing would leave out an arrow.');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function textOf(content: string): string {
  return content.replace(/<[^>]*>/g, ' ').replace(/&([#\w]+);/g, (entity, name: string) => entities[name] ?? entity);
}
