import { afterUpdate, beforeUpdate } from './update.js';
import { t } from './words.js';

/**
 * A `#` beside the block of an answer under the pointer, which links to that block. By keyboard it comes after the other
 * links of a question, and the arrow keys move it from block to block.
 */
export function startPermalinks(): void {
  const link = document.createElement('a');
  link.className = 'pin';

  const attachTo = (block: HTMLElement): void => {
    const question = block.closest('.question');
    if (!question || (link.isConnected && link.hash === `#${block.id}`)) return;
    const blocksOfAnswer = siblings(block);
    link.href = `#${block.id}`;
    link.ariaLabel = t('pin.label', { part: blocksOfAnswer.indexOf(block) + 1, all: blocksOfAnswer.length });
    if (link.parentElement !== question) question.append(link);
    align(block, question);
  };
  const align = (block: Element, question: Element): void => {
    link.style.top = `${block.getBoundingClientRect().top - question.getBoundingClientRect().top}px`;
  };
  beforeUpdate((next) => {
    const question = link.parentElement && next.getElementById(link.parentElement.id);
    question?.append(next.importNode(link, true));
  });
  afterUpdate(() => {
    const block = document.getElementById(link.hash.slice(1));
    if (block && link.parentElement) align(block, link.parentElement);
    else link.remove();
  });

  document.addEventListener('pointerover', (event) => {
    const block = blockAt(event.target);
    if (block) attachTo(block);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || target === link) return;
    const block = blockAt(target) ?? target.closest('.question')?.querySelector<HTMLElement>(blocks);
    if (block) attachTo(block);
  });
  link.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = document.getElementById(link.hash.slice(1));
    if (!step || !here) return;
    event.preventDefault();
    const blocksOfAnswer = siblings(here);
    const next = blocksOfAnswer[blocksOfAnswer.indexOf(here) + step];
    if (!next) return;
    attachTo(next);
    next.scrollIntoView({ block: 'nearest' });
  });
}

/** Blocks have ids such as `q7.3`. Headings have links of their own, and ids without a dot. */
const blocks = '.answer > [id*="."]';

function blockAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(blocks) : null;
}

function siblings(block: HTMLElement): readonly HTMLElement[] {
  return [...(block.parentElement?.querySelectorAll<HTMLElement>(':scope > [id*="."]') ?? [])];
}
