import { remember, remembered } from '../storage.js';
import type { Bar } from './bar.js';
import type { Reply } from './deck.js';
import { openDialog, openPrompt } from './dialogs.js';
import { noteStep } from './place.js';
import type { Position } from './position.js';

interface KeyTargets {
  readonly bar: Bar;
  readonly position: Position;
}

/**
 * Single keys for those who grade. They do nothing in fields and dialogs nor with Ctrl, Alt or Meta, and can be turned
 * off, because speech input types them too (WCAG 2.1.4).
 */
export function startKeys({ bar, position }: KeyTargets): void {
  const choice = document.querySelector<HTMLInputElement>('[data-keys-on]');
  if (choice) choice.checked = remembered('keys') !== 'off';
  choice?.addEventListener('change', () => remember('keys', choice.checked ? null : 'off'));

  const withCurrent = (act: (reply: Reply) => void): (() => void) => {
    return () => {
      const reply = position.current();
      if (reply) act(reply);
      else bar.step(1);
    };
  };
  const actions: Readonly<Record<string, () => void>> = {
    j: () => bar.step(1),
    k: () => bar.step(-1),
    u: () => bar.nextUnmarked(),
    c: () => bar.resume(),
    l: () => turn('next'),
    h: () => turn('prev'),
    m: withCurrent(({ mark }) => begin(mark)),
    n: withCurrent(({ note }) => note.focus()),
    p: () => openPrompt(),
    '?': () => openDialog('keys'),
  };
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (choice?.checked === false || isElsewhere(event.target)) return;
    const { key } = event;
    const reply = position.current();
    if (/^\d$/.test(key) && reply) {
      // The field has the focus before the browser writes the digit, and so can also take it back.
      begin(reply.mark);
      return;
    }
    if (key === 'ArrowRight' && isFree()) turn('next');
    else if (key === 'ArrowLeft' && isFree()) turn('prev');
    else if (Object.hasOwn(actions, key)) actions[key]?.();
    else return;
    event.preventDefault();
  });
}

/** In a field or a dialog, keys mean something else. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return (
    target instanceof Element &&
    target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null
  );
}

/** Arrows scroll what has the focus: they turn the page only where nothing has it, or a heading that was gone to. */
function isFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement.matches('body, main, .reply-title');
}

function turn(where: 'next' | 'prev'): void {
  const link = document.querySelector<HTMLAnchorElement>(`.bar-question a[rel="${where}"]`);
  if (!link) return;
  noteStep('walk');
  location.href = link.href;
}

function begin(field: HTMLInputElement): void {
  field.focus();
  field.select();
}

/** Keys in the fields: Enter goes on to the next answer, Escape back to this one. */
export function startFieldKeys(replies: readonly Reply[], bar: Bar): void {
  for (const { mark, note, title } of replies)
    for (const field of [mark, note] as readonly HTMLElement[])
      field.addEventListener('keydown', (event) => {
        if (event.isComposing) return;
        const goesOn = event.key === 'Enter' && (field === mark || event.ctrlKey || event.metaKey);
        if (!goesOn && event.key !== 'Escape') return;
        event.preventDefault();
        title.focus({ preventScroll: true });
        if (goesOn) bar.step(1);
      });
}
