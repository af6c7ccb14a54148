import { fragmentOf } from './fragment.js';
import { t } from './words.js';
import type { Stage } from './zoom-stage.js';

/** The dialog around a figure. */
export interface ZoomDialog {
  readonly dialog: HTMLDialogElement;
  readonly caption: HTMLElement;
  readonly count: HTMLElement;
  /** Toggles between fit and full size; its label is the one it switches to. */
  readonly size: HTMLButtonElement;
  /** Hidden when there is only one figure. */
  readonly steps: readonly HTMLElement[];
}

/** Puts the dialog on the page, closed. */
export function createDialog(stage: Stage, step: (by: 1 | -1) => void): ZoomDialog {
  const caption = element('p', 'zoom-caption');
  const count = element('p', 'zoom-count');
  const previous = button('←', () => step(-1), t('zoom.previous'));
  const next = button('→', () => step(1), t('zoom.next'));
  const size = button(t('zoom.fullSize'), () => stage.toggle());
  const close = button(t('base.close'), () => dialog.close());
  const tools = element('div', 'zoom-tools', count, previous, next, size, close);
  const dialog = element('dialog', 'zoom', stage.element, element('div', 'zoom-foot', caption, tools));
  dialog.ariaLabel = t('zoom.title');
  caption.ariaLive = 'polite';
  close.autofocus = true;
  dialog.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && stage.key(event.key)) event.preventDefault();
  });
  document.body.append(dialog);
  return { dialog, caption, count, size, steps: [count, previous, next] };
}

/** Opens the dialog with a history entry of its own, so that Back closes it; closing removes the entry. */
export function openWithHistory(dialog: HTMLDialogElement): void {
  dialog.showModal();
  // On Back, the page must stay at the figure that was shown last.
  history.scrollRestoration = 'manual';
  history.pushState({ figure: true }, '');
}

/** @param closed is called however it is closed, before its history entry is removed */
export function onClose(dialog: HTMLDialogElement, closed: () => void): void {
  dialog.addEventListener('close', () => {
    closed();
    if (history.state?.figure) history.back();
    else history.scrollRestoration = 'auto';
  });
  addEventListener('popstate', () => {
    if (dialog.open) dialog.close();
    else history.scrollRestoration = 'auto';
  });
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: Node[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.append(fragmentOf(children));
  return made;
}

function button(text: string, action: () => void, label?: string): HTMLButtonElement {
  const made = element('button', 'zoom-button', document.createTextNode(text));
  made.type = 'button';
  if (label) made.ariaLabel = label;
  made.addEventListener('click', action);
  return made;
}
