import type { XastElement } from 'svgo';
import type { Drawing, ResolvedReferences } from './drawing.js';

/**
 * The number of elements in the largest marker; infinite if the content of a marker may have markers itself or contains `use`,
 * because how many elements then take the paint of the marked shape does not follow from the marker alone.
 */
export function largestMarker(drawing: Drawing): number {
  const marked = new Map<XastElement, boolean>();
  const isMarked = (element: XastElement): boolean => {
    const known = marked.get(element);
    if (known !== undefined) return known;
    const own = drawing.ownReferences(element);
    const isOne =
      (own !== undefined && hasMarkerReference(own)) ||
      drawing.namesOf(element).some((name) => drawing.ruleReferences(name).some(hasMarkerReference));
    marked.set(element, isOne);
    return isOne;
  };
  const unmarkedAncestors = new Set<XastElement>();
  const isInMarked = (element: XastElement): boolean => {
    const path: XastElement[] = [];
    for (
      let outer = drawing.parentOf(element);
      outer && !unmarkedAncestors.has(outer);
      outer = drawing.parentOf(outer)
    ) {
      if (isMarked(outer)) return true;
      path.push(outer);
    }
    for (const outer of path) unmarkedAncestors.add(outer);
    return false;
  };
  const size = (element: XastElement): number => {
    if (element.name === 'use' || isMarked(element)) return Number.POSITIVE_INFINITY;
    // A marker in another is only defined there.
    return element.children.reduce(
      (sum, child) => sum + (child.type === 'element' && child.name !== 'marker' ? size(child) : 0),
      1,
    );
  };
  let largest = 0;
  for (const marker of drawing.markers) {
    if (isInMarked(marker)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, size(marker));
  }
  return largest;
}

function hasMarkerReference({ targets }: ResolvedReferences): boolean {
  return (targets.ends ?? []).length + (targets.vertices ?? []).length > 0;
}
