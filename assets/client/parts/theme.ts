import { remember, remembered } from './storage.js';

/** Shows the choice of colours and applies the remembered one. */
export function startTheme(): void {
  const chosen = remembered('theme');
  apply(chosen);
  const group = document.querySelector<HTMLElement>('[data-theme-switch]');
  if (!group) return;
  for (const option of group.querySelectorAll<HTMLInputElement>('input')) {
    option.checked = option.value === (chosen ?? 'auto');
  }
  group.hidden = false;
  group.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const theme = event.target.value === 'auto' ? null : event.target.value;
    apply(theme);
    remember('theme', theme);
  });
}

function apply(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
