/** A range of the groups or answers of a page, in display order. */
export interface Part {
  /** Index of its first item. */
  readonly from: number;
  /** Index behind its last item. */
  readonly to: number;
}

/**
 * Splits items into as few contiguous parts as possible, of about equal size. An item above the limit is a part of its
 * own; without items there is one empty part.
 *
 * @param sizes Bytes of each item, in display order.
 */
export function splitIntoParts(sizes: readonly number[], limit: number): readonly Part[] {
  const count = fill(sizes, limit, Number.POSITIVE_INFINITY).length;
  const even = sizes.reduce((sum, size) => sum + size, 0) / count;
  return fill(sizes, limit, even);
}

/**
 * Fills one part after the other.
 *
 * @param even A part ends where the sum of all sizes passes a multiple of this, even if more fits.
 */
function fill(sizes: readonly number[], limit: number, even: number): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  let inPart = 0;
  let total = 0;
  for (const [index, size] of sizes.entries()) {
    // The item belongs where its middle is.
    const isNext = total + size / 2 > even * (parts.length + 1) || inPart + size > limit;
    if (index > from && isNext) {
      parts.push({ from, to: index });
      from = index;
      inPart = 0;
    }
    inPart += size;
    total += size;
  }
  return [...parts, { from, to: sizes.length }];
}

/** The path of a part of a page. Neither ids of questions nor slugs of groups contain a tilde, so no other page has it. */
export function partPath(path: string, number: number): string {
  return number === 1 ? path : path.replace(/(?=\.\w+$)/, `~${number}`);
}

/** Bytes of HTML in a page where figures are files: images inside it do not count. */
export function htmlBytes(html: { toString(): string } | null): number {
  const text = html?.toString() ?? '';
  let bytes = Buffer.byteLength(text);
  for (let start = text.indexOf(embedded); start >= 0; start = text.indexOf(embedded, start + 1)) {
    const end = text.indexOf('"', start + 1);
    bytes -= Math.max(end - start - 1, 0);
  }
  return bytes;
}

const embedded = '"data:image/';
