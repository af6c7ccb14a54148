const syllables = 'ba cor del fin gra hu lem mi nor pe qua ris sto tan vel wi'.split(' ');

/**
 * The same report in slightly other words: every second word of its paragraphs and lists is another one, so that no
 * two reports of a cohort share long passages, which real ones rarely do. Prompts, headings, checklists, tables and code
 * stay.
 *
 * @param {string} text
 * @param {number} seed
 */
export function withOtherWords(text, seed) {
  const random = randomNumbers(seed + 1);
  const syllable = () => syllables[random() % syllables.length] ?? '';
  let inFence = false;
  let inChecklist = false;
  let count = 0;
  return text
    .split('\n')
    .map((line) => {
      // Backticks that are closed on their own line are a code span.
      if (/^\s*(```[^`]*$|~~~)/.test(line)) inFence = !inFence;
      // An item goes on until a blank line or the next item.
      inChecklist = /^\s*[*+-]\s+\[[ xX]\]/.test(line) || (inChecklist && !/^\s*(?:[*+-]\s|$)/.test(line));
      if (inFence || inChecklist || !/^\s*(?:(?:[*+-]|\d+\.)\s+)?[A-Za-z]/.test(line)) return line;
      return line.replace(/(?<=^| )[a-z]{3,}(?=[ ,.;:]|$)/g, (word) => {
        count += 1;
        return count % 2 === 0 ? `${syllable()}${syllable()}${syllable()}` : word;
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
