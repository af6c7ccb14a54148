/** Figures that follow one another, as rows in which they stand side by side at about the same height. */

/** Some figures, in order, and how they stand. */
export interface FigureRow<Item> {
  readonly items: readonly Item[];
  /** Of a pair, how many sixteenths of the width the first one gets, 4 to 12; of all others null. */
  readonly share: number | null;
  /**
   * Where there is room for it: `narrow` rows fit on a phone, `wide` ones need more than the width of a column of text.
   */
  readonly room: 'narrow' | 'column' | 'wide';
}

/** Width over height of rows, all figures together. Beyond the widest, screenshots side by side cannot be read. */
const limits = { narrow: 1.7, column: 2.4, wide: 4.5 } as const;

/** A figure with less of the width than this would be a stamp beside a picture. */
const leastShare = 4;

/**
 * Divides figures into rows of one to three, without changing their order.
 *
 * @param aspectOf Width over height; undefined for what is no picture, which gets a row of its own
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

/** Three tall figures of the same shape, as of a phone's screen. */
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
