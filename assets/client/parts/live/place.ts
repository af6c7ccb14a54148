/** Where the eye is, as a share of the window's height from its top. */
const eye = 0.2;

/**
 * Remembers what stands where the eye is.
 *
 * @returns puts it back there, wherever changes above have moved it
 */
export function holdPlace(): () => void {
  const main = document.querySelector('main');
  // At the very top one is not reading anything in particular.
  if (!main || scrollY === 0) return () => undefined;
  const held = pathTo(main, innerHeight * eye).map((element, depth) => ({
    element,
    top: element.getBoundingClientRect().top,
    // What holds much says something else after any change.
    text: depth < small ? element.textContent : undefined,
  }));
  return () => {
    const left = held.filter(({ element }) => element.isConnected);
    const same = left.map(({ element, text }) => text !== undefined && sayingTheSame(element, text));
    const index = Math.max(0, same.findIndex(Boolean));
    const [then, now] = [left[index], same[index] || left[index]?.element];
    if (then && now) scrollBy({ top: now.getBoundingClientRect().top - then.top, behavior: 'instant' });
  };
}

/** How many of the elements at the eye are small enough to be known by what they say. */
const small = 4;

/** The elements at a height, each inside the one after it: of that the first child that ends below the height. */
function pathTo(main: Element, height: number): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | undefined = main; at; at = firstBelow(at, height)) path.unshift(at);
  return path;
}

function firstBelow(parent: Element, height: number): Element | undefined {
  return [...parent.children].find((child) => child.getBoundingClientRect().bottom > height);
}

/** A block that is put in before others takes the place of the first, this that of the next: what was read has moved on. */
function sayingTheSame(element: Element, text: string): Element | undefined {
  if (element.textContent === text) return element;
  return [...(element.parentElement?.children ?? [])].find((sibling) => sibling.textContent === text);
}

/**
 * Brings an element into view; of an answer, what has changed in it.
 *
 * @param changed elements that have, in the order of the page
 */
export function follow(anchor: string, changed: readonly Element[]): void {
  // Whoever looks at a figure is not led away from it.
  if (document.querySelector('dialog[open]')) return;
  const question = document.getElementById(anchor);
  const answer = question?.querySelector('.answer, .blank');
  const target = changed.find((element) => answer?.contains(element) && element.isConnected) ?? question;
  if (!target || isInView(target)) return;
  const { height } = target.getBoundingClientRect();
  target.scrollIntoView({ block: height > innerHeight / 2 ? 'start' : 'center', behavior: 'instant' });
}

/** Whether so much of an element can be seen that one does not look for it: all of it, or a quarter of the window. */
function isInView(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return seen > 0 && seen >= Math.min(height, innerHeight / 4);
}
