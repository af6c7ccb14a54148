/**
 * Names the group or the question at the foot of each printed page, beside its number, where the browser has page margin
 * boxes (print.css).
 */
export function startPaper(): void {
  const name = document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const escaped = name.replace(/["\\]/g, '\\$&');
  document.documentElement.style.setProperty('--paper-name', `"${escaped} · "`);
}
