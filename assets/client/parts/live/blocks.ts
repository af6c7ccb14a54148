/** The parts of an answer, which are named by their places: `q7.3`. */
const blocks = ':scope > [id*="."]';

/**
 * Names the parts of answers as the next version names what says the same. A paragraph that is put in before others
 * gives all of these new names: without this each would become its neighbour, and be drawn anew.
 */
export function nameBlocks(page: Document, next: Document): void {
  for (const answer of page.querySelectorAll('.question .answer')) {
    const counterpart = next.getElementById(answer.closest('.question')?.id ?? '')?.querySelector('.answer');
    // Where the same is said there is nothing to be named, unless figures were moved.
    if (counterpart && sayingOf(answer) !== sayingOf(counterpart)) nameLike(answer, counterpart);
  }
}

function nameLike(answer: Element, next: Element): void {
  const unnamed = new Map<string, Element[]>();
  for (const block of answer.querySelectorAll(blocks)) {
    const saying = sayingOf(block);
    unnamed.set(saying, [...(unnamed.get(saying) ?? []), block]);
  }
  const named = new Map<string, Element>();
  for (const block of next.querySelectorAll(blocks)) {
    const same = unnamed.get(sayingOf(block))?.shift();
    if (same) named.set(block.id, same);
  }
  for (const block of [...unnamed.values()].flat()) if (named.has(block.id)) block.removeAttribute('id');
  for (const [id, block] of named) block.id = id;
}

/** What somebody who looks at an element would say it says. */
function sayingOf(element: Element): string {
  const figures = [...element.querySelectorAll('img')].map((image) => image.getAttribute('src'));
  return [element.localName, element.textContent, ...figures].join('\n');
}
