/** Lays out consecutive figures in rows, side by side at about the same height. */

/** Figures of one row, in order, and the layout. */
export interface FigureRow<Item> {
  readonly items: readonly Item[];
  /** For a pair, how many sixteenths of the width the first figure gets, 4 to 12; null otherwise. */
  readonly share: number | null;
  /**
   * The width that the row needs: `narrow` rows fit on a phone, `wide` ones need more than a column of text.
   */
  readonly room: 'narrow' | 'column' | 'wide';
}

/** Upper limits for the sum of the aspect ratios. In rows wider than the last, screenshots would be illegible. */
const limits = { narrow: 1.7, column: 2.4, wide: 4.5 } as const;

/** The smallest share, in sixteenths; a figure with less would be a thumbnail. */
const leastShare = 4;

/**
 * Divides figures into rows of one to three, without changing their order.
 *
 * @param aspectOf Width / height; undefined for a figure without an image, which gets its own row
 */
export function figureRows<Item>(
  items: readonly Item[],
  aspectOf: (item: Item) => number | undefined,
): readonly FigureRow<Item>[] {
  const rows: FigureRow<Item>[] = [];
  for (let start = 0; start < items.length; ) {
    const aspects = items.slice(start, start + 3).map(aspectOf);
    const row = threeOf(aspects) ?? pairOf(aspects) ?? { count: 1, share: null, room: 'column' };
    const { count, ...shape } = row;
    rows.push({ items: items.slice(start, start + count), ...shape });
    start += count;
  }
  return rows;
}

type Aspects = readonly (number | undefined)[];
type Shape = Omit<FigureRow<never>, 'items'> & { readonly count: number };

/** Three tall figures of similar shape, such as screenshots of a phone. */
function threeOf([first, second, third]: Aspects): Shape | undefined {
  if (!first || !second || !third) return undefined;
  const sum = first + second + third;
  const alike = Math.max(first, second, third) / Math.min(first, second, third) < 1.25;
  return alike && sum <= limits.column ? { count: 3, share: null, room: roomFor(sum) } : undefined;
}

function pairOf([first, second]: Aspects): Shape | undefined {
  if (!first || !second) return undefined;
  const sum = first + second;
  const share = Math.round((first / sum) * 16);
  if (sum > limits.wide || share < leastShare || share > 16 - leastShare) return undefined;
  return { count: 2, share, room: roomFor(sum) };
}

function roomFor(aspect: number): FigureRow<never>['room'] {
  if (aspect <= limits.narrow) return 'narrow';
  return aspect <= limits.column ? 'column' : 'wide';
}
