/**
 * Tells equal names apart as GitHub and markdown-it-anchor do: the second of a name gets `-1` behind it. Each name
 * remembers the number it used last, so that the same name a thousand times does not count from one a thousand times.
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
