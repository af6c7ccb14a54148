/**
 * Compares names as people sort them: numbers by their value (`group2` before `group10`), letters without their case and
 * accents. The same on every machine; `Intl.Collator` depends on its ICU data and takes longer to load.
 */
export function naturalOrder(a: string, b: string): number {
  const [first, second] = [partsOf(a), partsOf(b)];
  for (const [index, part] of first.entries()) {
    const other = second[index];
    if (other === undefined) return 1;
    if (part !== other) return compareParts(part, other);
  }
  return first.length - second.length || compareCodes(a, b);
}

/** Runs of digits, and what stands between them, in lower case and without accents. */
function partsOf(name: string): readonly string[] {
  return (
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\d+|\D+/g) ?? []
  );
}

function compareParts(a: string, b: string): number {
  const bothNumbers = /^\d/.test(a) && /^\d/.test(b);
  return (bothNumbers && Number(a) - Number(b)) || compareCodes(a, b);
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
