import type { Span } from '../../model/span.js';

interface Placed {
  readonly span: Span;
}

/** Items in the order of the source, each once. */
export function bySource<Item extends Placed>(items: readonly Item[]): readonly Item[] {
  return oncePerPlace(items).sort((a, b) => a.span.line - b.span.line || a.span.column - b.span.column);
}

/** A footnote is read with each answer that refers to it; what is in it belongs to the first. */
export function oncePerPlace<Item extends Placed>(items: readonly Item[]): Item[] {
  const byPlace = new Map<string, Item>();
  for (const item of items) {
    const { href = '', rule = '', message = '' } = item as { href?: string; rule?: string; message?: string };
    const key = [item.span.line, item.span.column, rule, href, message].join(' ');
    if (!byPlace.has(key)) byPlace.set(key, item);
  }
  return [...byPlace.values()];
}
