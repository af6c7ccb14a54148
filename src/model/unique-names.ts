/**
 * Makes names unique as GitHub and markdown-it-anchor do: the second of a name gets the suffix `-1`. The last number of
 * each name is stored, so that a name that occurs a thousand times is not counted from one a thousand times.
 */
export function createUniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  const lastNumber = new Map<string, number>();
  return (name) => {
    let unique = name;
    let number = lastNumber.get(name) ?? 0;
    while (taken.has(unique)) {
      number += 1;
      unique = `${name}-${number}`;
    }
    lastNumber.set(name, number);
    taken.add(unique);
    return unique;
  };
}
