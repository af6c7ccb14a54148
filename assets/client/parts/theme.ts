import { applyTheme } from './choices.js';
import { remember } from './storage.js';
import { beforeUpdate } from './update.js';

/** Shows the switch for the colour scheme. `head.js` has already applied the stored value. */
export function startTheme(): void {
  const group = document.querySelector<HTMLElement>('[data-theme-switch]');
  if (!group) return;
  const chosen = document.documentElement.dataset.theme ?? 'auto';
  for (const option of group.querySelectorAll<HTMLInputElement>('input')) option.checked = option.value === chosen;
  group.hidden = false;
  beforeUpdate((next) => next.querySelector('[data-theme-switch]')?.removeAttribute('hidden'));
  group.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const theme = event.target.value === 'auto' ? null : event.target.value;
    applyTheme(theme);
    remember('theme', theme);
  });
}
