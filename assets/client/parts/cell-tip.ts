/** Longer prompts are cut. */
const longest = 140;

/** Says beside a question's cell in the sidebar what the question asks, on hover and on focus. */
export function startCellTips(): void {
  const contents = document.querySelector<HTMLElement>('.contents');
  if (!contents) return;
  const tip = document.createElement('div');
  tip.className = 'cell-tip';
  tip.id = 'cell:tip';
  tip.role = 'tooltip';
  const hide = (): void => tip.remove();
  const show = ({ target }: Event): void => {
    hide();
    const cell = target instanceof Element ? target.closest('a.cell') : null;
    const question = cell && document.getElementById(decodeURIComponent(cell.getAttribute('href')?.slice(1) ?? ''));
    const asked = question?.querySelector('.question-title, .question-prompt > .prompt')?.textContent?.trim() ?? '';
    if (!cell || asked === '') return;
    tip.textContent = asked.length > longest ? `${asked.slice(0, longest).trimEnd()} …` : asked;
    document.body.append(tip);
    cell.setAttribute('aria-describedby', tip.id);
    const { left, bottom, top } = cell.getBoundingClientRect();
    const below = bottom + 6;
    tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${below + tip.offsetHeight < innerHeight ? below : top - tip.offsetHeight - 6}px`;
  };
  for (const type of ['mouseover', 'focusin']) contents.addEventListener(type, show);
  for (const type of ['mouseleave', 'focusout', 'scroll']) contents.addEventListener(type, hide);
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
}
