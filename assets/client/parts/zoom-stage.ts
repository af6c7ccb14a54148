import { listen } from './zoom-gestures.js';
import { clampView, fit, fittedView, type Point, type Size, type View, zoomAt } from './zoom-view.js';

/** A figure of the page. */
export interface StagedFigure {
  /** URL of the full resolution. */
  readonly href: string;
  /** The image on the page: shown until the full resolution is loaded. */
  readonly preview: HTMLImageElement;
  /** The ground that its transparent parts need. */
  readonly ground: 'light' | 'dark' | undefined;
}

/** What the dialog handles. */
export interface StageEvents {
  step(by: 1 | -1): void;
  close(): void;
  /** The figure was zoomed in, or fits again. */
  onZoom(isZoomed: boolean): void;
}

const centre: Point = { x: 0, y: 0 };
/** Distance that an arrow key pans, in CSS pixels. */
const keyStep = 80;
const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: keyStep, y: 0 },
  ArrowRight: { x: -keyStep, y: 0 },
  ArrowUp: { x: 0, y: keyStep },
  ArrowDown: { x: 0, y: -keyStep },
};
/** Share of the stage that a fitted figure fills at most. */
const margin = 0.98;

/** Viewport that shows one figure, with zoom and pan. */
export class Stage {
  readonly element = document.createElement('div');
  private readonly image = document.createElement('img');
  private figure: StagedFigure | undefined;
  private natural: Size = { width: 1, height: 1 };
  private view = fittedView;

  constructor(private readonly events: StageEvents) {
    this.element.className = 'zoom-stage';
    this.image.className = 'zoom-image';
    this.image.draggable = false;
    this.element.append(this.image);
    this.listen();
    new ResizeObserver(() => this.setView(this.view)).observe(this.element);
  }

  /** @param from direction of the slide-in animation: 1 from the right, -1 from the left, 0 none */
  show(figure: StagedFigure, from: 0 | 1 | -1): void {
    const { preview, href, ground } = figure;
    this.figure = figure;
    this.view = fittedView;
    this.natural = sizeOf(preview);
    this.image.classList.toggle('zoom-transparent', ground === 'light');
    this.image.classList.toggle('zoom-dark', ground === 'dark');
    this.image.alt = preview.alt;
    this.image.src = preview.currentSrc || preview.src;
    this.draw();
    if (from !== 0) this.animate({ transform: `translateX(${from * 30}%)`, opacity: 0 });
    const full = new Image();
    full.src = href;
    // If loading fails, the image of the page remains.
    full.decode().then(
      () => this.showFull(figure, full),
      () => {},
    );
  }

  /** Toggles between fit and full resolution. */
  toggle(about = centre): void {
    this.setView(this.view.scale > 1 ? fittedView : zoomAt(this.view, this.fullScale(), about));
  }

  /** Handles a key. Returns false if the key has no meaning here. */
  key(key: string): boolean {
    const by = moves[key];
    if (key === '+' || key === '=') this.zoom(1.5, centre);
    else if (key === '-') this.zoom(1 / 1.5, centre);
    else if (key === '0') this.setView(fittedView);
    else if (by && this.view.scale > 1) this.move(by);
    else if (key === 'ArrowRight') this.events.step(1);
    else if (key === 'ArrowLeft') this.events.step(-1);
    else return false;
    return true;
  }

  clear(): void {
    this.figure = undefined;
    this.image.removeAttribute('src');
  }

  private showFull(figure: StagedFigure, full: HTMLImageElement): void {
    if (this.figure !== figure) return;
    if (full.naturalWidth) this.natural = { width: full.naturalWidth, height: full.naturalHeight };
    this.image.src = figure.href;
    this.setView(this.view);
  }

  private listen(): void {
    listen(this.element, {
      drag: (by, since) => {
        if (this.view.scale > 1) this.move(by);
        else this.image.style.transform = `translateX(${since.x}px)`;
      },
      pinch: (factor, about, by) => {
        this.zoom(factor, about);
        this.move(by);
      },
      release: (since, quick) => this.release(since, quick),
      tap: (at) => {
        const { width, height } = this.image.getBoundingClientRect();
        const inside = Math.abs(at.x - this.view.x) <= width / 2 && Math.abs(at.y - this.view.y) <= height / 2;
        if (inside) this.toggle(at);
        else this.events.close();
      },
      wheel: (by) => this.move(by),
    });
  }

  /** End of a swipe on a fitted figure: goes to the next figure if far or quick enough, or snaps back. */
  private release(since: Point, quick: boolean): void {
    if (this.view.scale > 1) return;
    this.draw();
    const far = Math.abs(since.x) > this.element.clientWidth / 4;
    if ((quick || far) && Math.abs(since.x) > Math.abs(since.y)) this.events.step(since.x < 0 ? 1 : -1);
    else this.animate({ transform: `translateX(${since.x}px)` });
  }

  private zoom(factor: number, about: Point): void {
    this.setView(zoomAt(this.view, this.view.scale * factor, about));
  }

  private move({ x, y }: Point): void {
    this.setView({ ...this.view, x: this.view.x + x, y: this.view.y + y });
  }

  private setView(view: View): void {
    const stage = { width: this.element.clientWidth, height: this.element.clientHeight };
    this.view = clampView(view, { shown: this.shownSize(), stage, most: this.fullScale() * 2 });
    this.draw();
  }

  private draw(): void {
    const { scale, x, y } = this.view;
    const { width, height } = this.shownSize();
    this.image.style.width = `${width}px`;
    this.image.style.height = `${height}px`;
    this.image.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.element.classList.toggle('zoom-enlarged', scale > 1);
    this.events.onZoom(scale > 1);
  }

  private animate(from: Keyframe): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.image.animate([from, {}], { duration: 180, easing: 'ease-out' });
  }

  private shownSize(): Size {
    const { clientWidth, clientHeight } = this.element;
    const room = { width: clientWidth * margin, height: clientHeight * margin };
    return fit(this.natural, room, this.figure?.href.endsWith('.svg') ?? false);
  }

  /** Scale at which a pixel of the figure is a CSS pixel; at least 2. */
  private fullScale(): number {
    return Math.max(2, this.natural.width / this.shownSize().width);
  }
}

/** Size by the image's attributes, which are known before it is loaded. */
function sizeOf(image: HTMLImageElement): Size {
  const [width, height] = ['width', 'height'].map((name) => Number(image.getAttribute(name)));
  return width && height ? { width, height } : { width: image.width, height: image.height };
}
