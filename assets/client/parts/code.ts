import { beforeUpdate } from './update.js';
import { t } from './words.js';

/** Adds a copy button to each block of code. */
export function startCopy(): void {
  if (!navigator.clipboard) return;
  addButtons(document);
  beforeUpdate(addButtons);
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('.code-copy') : null;
    const block = button?.parentElement?.querySelector('pre');
    if (button && block) void copy(button, block.textContent);
  });
}

function addButtons(page: Document): void {
  for (const frame of page.querySelectorAll('.code-frame')) {
    if (!frame.querySelector('pre')) continue;
    const button = page.createElement('button');
    button.type = 'button';
    button.className = 'code-copy';
    button.textContent = t('code.copy');
    button.ariaLive = 'polite';
    frame.append(button);
  }
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = t('code.copied');
  } catch {
    button.textContent = t('code.notAllowed');
  }
  setTimeout(() => {
    button.textContent = t('code.copy');
  }, 1600);
}
