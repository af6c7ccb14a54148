import { afterUpdate, beforeUpdate } from './update.js';
import { createDialog, onClose, openAsStep } from './zoom-dialog.js';
import { Stage } from './zoom-stage.js';

/**
 * Shows a figure over the page, at any size up to its full resolution. Escape, Back and a tap beside the figure close it;
 * a swipe and the arrow keys lead to the others.
 */
export function startZoom(): void {
  let viewer: Viewer | undefined;
  document.addEventListener('click', (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.figure-zoom') : null;
    if (!link) return;
    event.preventDefault();
    viewer ??= new Viewer();
    viewer.open(link);
  });
}

/** The figures that one can step through, and the one of them that is shown. */
class Viewer {
  private links: HTMLAnchorElement[] = [];
  private index = 0;
  /** Of the figure that is shown. */
  private address = '';
  private readonly stage = new Stage({
    step: (by) => this.step(by),
    close: () => this.parts.dialog.close(),
    enlarged: (is) => {
      this.parts.size.textContent = is ? 'Fit' : 'Full size';
    },
  });
  private readonly parts = createDialog(this.stage, (by) => this.step(by));

  constructor() {
    const { dialog } = this.parts;
    onClose(dialog, () => this.leave());
    beforeUpdate((next) => next.body.append(next.importNode(dialog, true)));
    afterUpdate(() => this.follow());
  }

  open(link: HTMLAnchorElement): void {
    this.links = figureLinks(link);
    this.index = Math.max(0, this.links.indexOf(link));
    openAsStep(this.parts.dialog);
    this.show(0);
  }

  private step(by: 1 | -1): void {
    const { length } = this.links;
    if (length < 2) return;
    this.index = (this.index + by + length) % length;
    this.show(by);
  }

  private show(from: 0 | 1 | -1): void {
    const link = this.links[this.index];
    const small = link?.querySelector('img');
    if (!link || !small) return;
    const { caption, count, steps } = this.parts;
    this.address = link.href;
    const transparent = link.closest('.figure-transparent') !== null;
    this.stage.show({ href: link.dataset.address ?? link.href, small, transparent }, from);
    caption.textContent = link.closest('.figure')?.querySelector('figcaption')?.textContent ?? '';
    count.textContent = `${this.index + 1} of ${this.links.length}`;
    for (const step of steps) step.hidden = this.links.length < 2;
  }

  /** Gives the page back, at the figure that was shown last. */
  private leave(): void {
    const link = this.links[this.index];
    this.stage.clear();
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  }

  /** Figures may have come, changed and gone. */
  private follow(): void {
    const shown = this.links[this.index];
    this.links = figureLinks(shown);
    this.index = Math.max(0, shown ? this.links.indexOf(shown) : 0);
    const changed = this.links[this.index] !== shown || shown?.href !== this.address;
    if (this.parts.dialog.open && changed) this.show(0);
  }
}

/** The figures of the page; where several groups answer, those of the same answer. */
function figureLinks(link?: HTMLAnchorElement): HTMLAnchorElement[] {
  return [...(link?.closest('.reply') ?? document).querySelectorAll<HTMLAnchorElement>('a.figure-zoom')];
}
