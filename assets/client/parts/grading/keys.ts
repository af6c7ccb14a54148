import { remember, remembered } from '../storage.js';
import type { Bar } from './bar.js';
import type { Reply } from './deck.js';
import { openDialog, openPrompt } from './dialogs.js';
import type { Marking } from './marking.js';
import { noteStep } from './place.js';
import type { Position } from './position.js';

interface KeyTargets {
  readonly bar: Bar;
  readonly position: Position;
  readonly marking: Marking;
}

/**
 * Single keys for those who grade. A field that was gone to by `m` or `n`, by Tab or by a click receives every character. A
 * mark that was begun by pressing a digit receives what numbers are written with, and the letters stay commands: `8` `j`
 * marks and goes on, `3` `n` marks and goes to the note.
 *
 * They do nothing in dialogs nor with Ctrl, Alt or Meta, and can be turned off, because speech input types them too
 * (WCAG 2.1.4).
 */
export function startKeys({ bar, position, marking }: KeyTargets): void {
  const choice = document.querySelector<HTMLInputElement>('[data-keys-on]');
  if (choice) choice.checked = remembered('keys') !== 'off';
  choice?.addEventListener('change', () => remember('keys', choice.checked ? null : 'off'));
  /** The answer whose mark was begun by a digit, until its field is left. */
  let begun: Reply | undefined;

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
    m: withCurrent(({ mark }) => select(mark)),
    n: withCurrent(({ note }) => note.focus()),
    y: withCurrent(marking.confirm),
    p: () => openPrompt(),
    '?': () => openDialog('keys'),
  };
  const begin = (reply: Reply): void => {
    select(reply.mark);
    begun = reply;
    reply.mark.addEventListener(
      'blur',
      () => {
        begun = undefined;
      },
      { once: true },
    );
  };
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (choice?.checked === false) return;
    const { key } = event;
    const inBegun = begun !== undefined && event.target === begun.mark;
    if (!inBegun && isElsewhere(event.target)) return;
    const reply = position.current();
    if (!inBegun && /^\d$/.test(key) && reply) {
      // The field has the focus before the browser writes the digit, and so can also take it back.
      begin(reply);
      return;
    }
    if (key === 'ArrowRight' && isFree()) turn('next');
    else if (key === 'ArrowLeft' && isFree()) turn('prev');
    else if (Object.hasOwn(actions, key)) {
      if (inBegun && key === 'm') begun = undefined;
      if (!inBegun || !begun || marking.settle(begun)) actions[key]?.();
    } else return;
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

function select(field: HTMLInputElement): void {
  field.focus();
  field.select();
}

/**
 * Keys in the fields: Enter goes on to the next answer (in a note with Ctrl), the arrows up and down leave a mark for the
 * answers beside it, and Escape goes back to this one. A mark that cannot be kept is not left behind but by Escape.
 */
export function startFieldKeys(replies: readonly Reply[], { bar, marking }: Omit<KeyTargets, 'position'>): void {
  for (const reply of replies)
    for (const field of [reply.mark, reply.note] as readonly HTMLElement[])
      field.addEventListener('keydown', (event) => {
        if (event.isComposing) return;
        const by = stepOf(event, field === reply.mark);
        if (by === undefined && event.key !== 'Escape') return;
        event.preventDefault();
        if (by !== undefined && field === reply.mark && !marking.settle(reply)) return;
        reply.title.focus({ preventScroll: true });
        if (by !== undefined) bar.step(by);
      });
}

/** Where a key in a field leads: to the next answer, or to the one before. */
function stepOf({ key, ctrlKey, metaKey }: KeyboardEvent, isMark: boolean): 1 | -1 | undefined {
  if (key === 'Enter') return isMark || ctrlKey || metaKey ? 1 : undefined;
  if (!isMark) return undefined;
  return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined;
}
