/** Blocks of an answer. Their ids are by position: `q7.3`. */
const blocks = ':scope > [id*="."]';

/**
 * Gives blocks the ids that blocks with the same content have in the next version. Inserting a paragraph shifts the ids
 * of all that follow: morphing matches elements by id, and would rewrite each block with the content of its neighbour.
 */
export function matchBlockIds(page: Document, next: Document): void {
  for (const answer of page.querySelectorAll('.question .answer')) {
    const counterpart = next.getElementById(answer.closest('.question')?.id ?? '')?.querySelector('.answer');
    // Same text and images: nothing to match.
    if (counterpart && contentOf(answer) !== contentOf(counterpart)) matchIds(answer, counterpart);
  }
}

function matchIds(answer: Element, next: Element): void {
  const unmatched = new Map<string, Element[]>();
  for (const block of answer.querySelectorAll(blocks)) {
    const content = contentOf(block);
    unmatched.set(content, [...(unmatched.get(content) ?? []), block]);
  }
  const matches = new Map<string, Element>();
  for (const block of next.querySelectorAll(blocks)) {
    const same = unmatched.get(contentOf(block))?.shift();
    if (same) matches.set(block.id, same);
  }
  for (const block of [...unmatched.values()].flat()) if (matches.has(block.id)) block.removeAttribute('id');
  for (const [id, block] of matches) block.id = id;
}

/** Text and images of an element, for comparison. */
function contentOf(element: Element): string {
  const figures = [...element.querySelectorAll('img')].map((image) => image.getAttribute('src'));
  return [element.localName, element.textContent, ...figures].join('\n');
}
