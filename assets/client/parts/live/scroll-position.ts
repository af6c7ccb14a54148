/** Where people are assumed to read, as a share of the window's height from its top. */
const readingLine = 0.2;

/**
 * Scroll anchoring: remembers the element at the reading line.
 *
 * @returns scrolls so that it is there again, whatever was inserted or removed above
 */
export function keepScrollPosition(): () => void {
  const main = document.querySelector('main');
  // At the top of the page there is nothing to keep.
  if (!main || scrollY === 0) return () => undefined;
  const remembered = pathTo(main, innerHeight * readingLine).map((element, depth) => ({
    element,
    top: element.getBoundingClientRect().top,
    // The text of large elements changes with any edit.
    text: depth < comparedDepth ? element.textContent : undefined,
  }));
  return () => {
    const left = remembered.filter(({ element }) => element.isConnected);
    const same = left.map(({ element, text }) => text !== undefined && withText(element, text));
    const index = Math.max(0, same.findIndex(Boolean));
    const [then, now] = [left[index], same[index] || left[index]?.element];
    if (then && now) scrollBy({ top: now.getBoundingClientRect().top - then.top, behavior: 'instant' });
  };
}

/** How many of the innermost elements at the reading line are recognized by their text. */
const comparedDepth = 4;

/** The elements at a height of the window, innermost first. */
function pathTo(main: Element, height: number): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | undefined = main; at; at = firstBelow(at, height)) path.unshift(at);
  return path;
}

function firstBelow(parent: Element, height: number): Element | undefined {
  return [...parent.children].find((child) => child.getBoundingClientRect().bottom > height);
}

/** The element with this text: after an insertion, morphing may have moved the text to a sibling. */
function withText(element: Element, text: string): Element | undefined {
  if (element.textContent === text) return element;
  return [...(element.parentElement?.children ?? [])].find((sibling) => sibling.textContent === text);
}

/**
 * Scrolls to the first change in an answer, or to its question.
 *
 * @param anchor id of the question
 * @param changed elements that changed, in document order
 */
export function scrollToChange(anchor: string, changed: readonly Element[]): void {
  // Not while a figure is open.
  if (document.querySelector('dialog[open]')) return;
  const question = document.getElementById(anchor);
  const answer = question?.querySelector('.answer, .blank');
  const target = changed.find((element) => answer?.contains(element) && element.isConnected) ?? question;
  if (!target || isInView(target)) return;
  const { height } = target.getBoundingClientRect();
  target.scrollIntoView({ block: height > innerHeight / 2 ? 'start' : 'center', behavior: 'instant' });
}

/** Whether an element is fully visible, or fills at least a quarter of the window. */
function isInView(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return seen > 0 && seen >= Math.min(height, innerHeight / 4);
}
