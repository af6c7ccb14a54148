import { fragmentOf } from './fragment.js';
import type { Stage } from './zoom-stage.js';

/** What stands around a figure over the page. */
export interface ZoomDialog {
  readonly dialog: HTMLDialogElement;
  readonly caption: HTMLElement;
  readonly count: HTMLElement;
  /** Between the size that fits and the full one; its text says which it leads to. */
  readonly size: HTMLButtonElement;
  /** What there is no use for with a single figure. */
  readonly steps: readonly HTMLElement[];
}

/** Puts the dialog on the page, closed. */
export function createDialog(stage: Stage, step: (by: 1 | -1) => void): ZoomDialog {
  const caption = element('p', 'zoom-caption');
  const count = element('p', 'zoom-count');
  const previous = button('←', () => step(-1), 'Previous figure');
  const next = button('→', () => step(1), 'Next figure');
  const size = button('Full size', () => stage.toggle());
  const close = button('Close', () => dialog.close());
  const tools = element('div', 'zoom-tools', count, previous, next, size, close);
  const dialog = element('dialog', 'zoom', stage.element, element('div', 'zoom-foot', caption, tools));
  dialog.ariaLabel = 'Figure';
  caption.ariaLive = 'polite';
  close.autofocus = true;
  dialog.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && stage.key(event.key)) event.preventDefault();
  });
  document.body.append(dialog);
  return { dialog, caption, count, size, steps: [count, previous, next] };
}

/** The open dialog is a step of the page's history: Back takes it, and closing takes it back. */
export function openAsStep(dialog: HTMLDialogElement): void {
  dialog.showModal();
  // On the way back the page stays at the figure that was looked at last.
  history.scrollRestoration = 'manual';
  history.pushState({ figure: true }, '');
}

/** @param closed is called when it is closed in whatever way, before the step is taken back */
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
