/** @type {readonly string[]} */
const syllables = [
  'ba',
  'cor',
  'del',
  'fin',
  'gra',
  'hu',
  'lem',
  'mi',
  'nor',
  'pe',
  'qua',
  'ris',
  'sto',
  'tan',
  'vel',
  'wi',
];

/**
 * The same report in slightly other words: every third word of its prose is another one, so that no two reports of a
 * cohort share a passage and each looks as different from the others as those of different groups. Prompts, headings,
 * lists, tables and code stay.
 *
 * @param {string} text
 * @param {number} seed
 */
export function withOtherWords(text, seed) {
  const random = randomNumbers(seed + 1);
  const syllable = () => syllables[random() % syllables.length] ?? '';
  let inFence = false;
  let count = 0;
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*(```|~~~)/.test(line)) inFence = !inFence;
      if (inFence || !/^[A-Za-z]/.test(line)) return line;
      return line.replace(/(?<=^| )[a-z]{3,}(?= |$)/g, (word) => {
        count += 1;
        return count % 3 === 0 ? `${syllable()}${syllable()}${syllable()}` : word;
      });
    })
    .join('\n');
}

/**
 * The linear congruential generator of Numerical Recipes: the same numbers for the same seed. Its low bits repeat soon.
 *
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  };
}
