/** Replaces what identifies people in a text, in the same way in every text of one report. */
export type Pseudonyms = (text: string) => string;

/**
 * Gives each distinct match of a pattern a name of its own: `student-1`, `student-2`. Readers can still tell who did
 * what, and the name can stand in a path and in an address. Letter case does not make two of one.
 *
 * Matches inside longer words are replaced as well: removing too much does less harm than removing too little.
 */
export function createPseudonyms(pattern: RegExp): Pseudonyms {
  const global = new RegExp(pattern.source, [...new Set([...pattern.flags.replace('y', ''), 'g'])].join(''));
  const names = new Map<string, string>();
  return (text) =>
    text.replace(global, (match) => {
      if (match === '') return '';
      const key = match.toLowerCase();
      const name = names.get(key) ?? `student-${names.size + 1}`;
      names.set(key, name);
      return name;
    });
}
