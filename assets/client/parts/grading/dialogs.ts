import { fragmentOf } from '../fragment.js';

/** Opens a dialog of the page by its name. */
export function openDialog(name: string): void {
  const dialog = document.querySelector<HTMLDialogElement>(`[data-dialog="${name}"]`);
  if (dialog && !dialog.open) dialog.showModal();
}

/** Shows what the question asks without leaving the answer: the prompt from the top of the page, unfolded. */
export function openPrompt(): void {
  const copy = document.querySelector('[data-prompt-copy]');
  const parts = document.querySelectorAll('.masthead > .prompt, .masthead > .hint > .fold-body');
  copy?.replaceChildren(fragmentOf([...parts].map((part) => part.cloneNode(true))));
  for (const named of copy?.querySelectorAll('[id]') ?? []) named.removeAttribute('id');
  openDialog('prompt');
}

/** Lets buttons open and close the dialogs; a click beside one closes it, as Escape does. */
export function startDialogs(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-open]'))
    button.addEventListener('click', () => openDialog(button.dataset['open'] ?? ''));
  document.querySelector('[data-show-prompt]')?.addEventListener('click', (event) => {
    event.preventDefault();
    openPrompt();
  });
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('[data-dialog]')) {
    dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
}
