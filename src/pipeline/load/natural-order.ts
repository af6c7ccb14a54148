/**
 * Sorts items as people sort their names: numbers by their value (`group2` before `group10`), letters without their case and
 * accents. The same on every machine; `Intl.Collator` depends on its ICU data and takes longer to load.
 *
 * @param namesOf The names of an item, the same number for every item; where the first are alike, the next decide.
 */
export function sortNaturally<Item>(
  items: Iterable<Item>,
  namesOf: (item: Item) => readonly string[],
): readonly Item[] {
  return Array.from(items, (item) => ({ item, names: namesOf(item).map(splitName) }))
    .sort((a, b) => compareNames(a.names, b.names))
    .map(({ item }) => item);
}

/** A name, and the parts by which it is compared. */
interface SplitName {
  readonly name: string;
  readonly parts: readonly string[];
}

function compareNames(a: readonly SplitName[], b: readonly SplitName[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index];
    const order = other ? compareName(name, other) : 0;
    if (order !== 0) return order;
  }
  return 0;
}

function compareName(a: SplitName, b: SplitName): number {
  for (const [index, part] of a.parts.entries()) {
    const other = b.parts[index];
    if (other === undefined) return 1;
    if (part !== other) return compareParts(part, other);
  }
  return a.parts.length - b.parts.length || compareCodes(a.name, b.name);
}

/** The parts are runs of digits, and what stands between them, in lower case and without accents. */
function splitName(name: string): SplitName {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return { name, parts: plain.match(/\d+|\D+/g) ?? [] };
}

function compareParts(a: string, b: string): number {
  const bothNumbers = /^\d/.test(a) && /^\d/.test(b);
  return (bothNumbers && Number(a) - Number(b)) || compareCodes(a, b);
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
