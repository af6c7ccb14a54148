/**
 * Lets a table that the window has room for scroll with the page, its head at the window's top, instead of in a box of its
 * own.
 */
export function startRoom(table: HTMLTableElement): void {
  const box = table.parentElement;
  if (!box) return;
  const fit = (): void => {
    const isWide = table.offsetWidth > box.clientWidth;
    box.classList.toggle('matrix-fits', !isWide);
    // A box that does not scroll is no stop on the way through the page.
    if (isWide) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver(fit);
  for (const element of [box, table]) observer.observe(element);
  fit();
}
