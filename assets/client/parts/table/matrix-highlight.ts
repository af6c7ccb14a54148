/**
 * Highlights the column under the pointer or with the focus, whose header may be far away, and says the group's whole name
 * in the corner of the table. Rows are highlighted by the style sheet.
 *
 * @param leading Number of columns that are no groups.
 */
export function startHighlight(table: HTMLTableElement, leading: number): void {
  const columns = [...table.querySelectorAll('col')];
  const heads = table.querySelector<HTMLTableRowElement>('.matrix-heads');
  const name = document.createElement('span');
  name.className = 'matrix-at';
  name.dir = 'auto';
  name.ariaHidden = 'true';
  heads?.cells[0]?.append(name);
  let marked: readonly (Element | undefined)[] = [];
  const point = (index: number): void => {
    const head = heads?.cells[index];
    if (head === marked[1]) return;
    for (const element of marked) element?.removeAttribute('data-at');
    marked = [columns[index], head];
    for (const element of marked) element?.setAttribute('data-at', '');
    name.textContent = head?.querySelector('a')?.title || (head?.textContent ?? '');
  };
  const follow = ({ target }: Event): void => {
    const cell = target instanceof Element ? target.closest('td, th') : null;
    const isGroup = cell instanceof HTMLTableCellElement && cell.cellIndex >= leading && cell.colSpan === 1;
    point(isGroup && !cell.closest('.matrix-editions') ? cell.cellIndex : -1);
  };
  for (const type of ['pointerover', 'focusin']) table.addEventListener(type, follow);
  for (const type of ['pointerleave', 'focusout']) table.addEventListener(type, () => point(-1));
}
