import { afterUpdate, beforeUpdate } from './update.js';
import { t } from './words.js';
import { createDialog, onClose, openWithHistory } from './zoom-dialog.js';
import { Stage } from './zoom-stage.js';

/**
 * Opens a figure in a dialog, with zoom up to its full resolution. Escape, Back and a tap beside the figure close it; a
 * swipe and the arrow keys go to the next or previous figure.
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

/** The figures of the page, and the one that is shown. */
class Viewer {
  private links: HTMLAnchorElement[] = [];
  private index = 0;
  /** URL of the figure that is shown. */
  private address = '';
  private readonly stage = new Stage({
    step: (by) => this.step(by),
    close: () => this.parts.dialog.close(),
    onZoom: (isZoomed) => {
      this.parts.size.textContent = t(isZoomed ? 'zoom.fit' : 'zoom.fullSize');
    },
  });
  private readonly parts = createDialog(this.stage, (by) => this.step(by));

  constructor() {
    const { dialog } = this.parts;
    onClose(dialog, () => this.onClosed());
    beforeUpdate((next) => next.body.append(next.importNode(dialog, true)));
    afterUpdate(() => this.onUpdated());
  }

  open(link: HTMLAnchorElement): void {
    this.links = figureLinks(link);
    this.index = Math.max(0, this.links.indexOf(link));
    openWithHistory(this.parts.dialog);
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
    const preview = link?.querySelector('img') ?? link?.closest('.figure')?.querySelector('img');
    if (!link || !preview) return;
    const { caption, count, steps } = this.parts;
    this.address = link.href;
    const dark = link.closest('.figure-dark') !== null;
    const transparent = link.closest('.figure-transparent') !== null;
    const ground = dark ? 'dark' : transparent ? 'light' : undefined;
    this.stage.show({ href: link.dataset.address ?? link.href, preview, ground }, from);
    caption.textContent = captionOf(link);
    count.textContent = t('count.of', { count: this.index + 1, all: this.links.length });
    for (const step of steps) step.hidden = this.links.length < 2;
  }

  /** Returns to the page, at the figure that was shown last. */
  private onClosed(): void {
    const link = this.links[this.index];
    this.stage.clear();
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  }

  /** Figures may have been added, changed or removed. */
  private onUpdated(): void {
    const shown = this.links[this.index];
    this.links = figureLinks(shown);
    this.index = Math.max(0, shown ? this.links.indexOf(shown) : 0);
    const changed = this.links[this.index] !== shown || shown?.href !== this.address;
    if (this.parts.dialog.open && changed) this.show(0);
  }
}

/** The caption of a figure, without the link that enlarges it. */
function captionOf(link: HTMLAnchorElement): string {
  const figure = link.closest('.figure');
  const own = figure?.matches('.figure-captioned') ? figure.nextElementSibling?.textContent?.trim() : undefined;
  if (own) return own;
  const parts = figure?.querySelector('figcaption')?.childNodes ?? [];
  return [...parts]
    .map((part) => (part instanceof HTMLAnchorElement ? '' : (part.textContent ?? '')))
    .join('')
    .trim();
}

/** The figures of the page; on a question page, those of the same answer. */
function figureLinks(link?: HTMLAnchorElement): HTMLAnchorElement[] {
  const all = (link?.closest('.reply') ?? document).querySelectorAll<HTMLAnchorElement>('a.figure-zoom');
  // Of a figure with a version for each colour scheme, one is not displayed.
  return [...all].filter(
    (other) => other === link || other.matches(':not(.figure-dark, .figure-light)') || other.checkVisibility(),
  );
}
