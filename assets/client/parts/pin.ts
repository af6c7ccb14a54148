import { afterUpdate, beforeUpdate } from './update.js';

/**
 * A quiet mark beside one block of an answer, a link to it. It stands at the block that the pointer is on. By keyboard it
 * comes behind the other links of a question, and the arrow keys move it from block to block.
 */
export function startPin(): void {
  const pin = document.createElement('a');
  pin.className = 'pin';

  const put = (block: HTMLElement): void => {
    const question = block.closest('.question');
    if (!question || (pin.isConnected && pin.hash === `#${block.id}`)) return;
    const all = siblings(block);
    pin.href = `#${block.id}`;
    pin.ariaLabel = `Link to part ${all.indexOf(block) + 1} of ${all.length} of this answer`;
    if (pin.parentElement !== question) question.append(pin);
    align(block, question);
  };
  const align = (block: Element, question: Element): void => {
    pin.style.top = `${block.getBoundingClientRect().top - question.getBoundingClientRect().top}px`;
  };
  beforeUpdate((next) => {
    const question = pin.parentElement && next.getElementById(pin.parentElement.id);
    question?.append(next.importNode(pin, true));
  });
  afterUpdate(() => {
    const block = document.getElementById(pin.hash.slice(1));
    if (block && pin.parentElement) align(block, pin.parentElement);
    else pin.remove();
  });

  document.addEventListener('pointerover', (event) => {
    const block = blockAt(event.target);
    if (block) put(block);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || target === pin) return;
    const block = blockAt(target) ?? target.closest('.question')?.querySelector<HTMLElement>(blocks);
    if (block) put(block);
  });
  pin.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = document.getElementById(pin.hash.slice(1));
    if (!step || !here) return;
    event.preventDefault();
    const all = siblings(here);
    const next = all[all.indexOf(here) + step];
    if (!next) return;
    put(next);
    next.scrollIntoView({ block: 'nearest' });
  });
}

/** Headings have links of their own, and anchors without a point. */
const blocks = '.answer > [id*="."]';

function blockAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(blocks) : null;
}

function siblings(block: HTMLElement): readonly HTMLElement[] {
  return [...(block.parentElement?.querySelectorAll<HTMLElement>(':scope > [id*="."]') ?? [])];
}
