import { listen } from './zoom-gestures.js';
import { fit, fitted, kept, type Point, type Size, scaledAbout, type View } from './zoom-view.js';

/** A figure of the page, for the stage. */
export interface StagedFigure {
  /** The address of its full resolution. */
  readonly href: string;
  /** The picture on the page: already there, and shown until the other has arrived. */
  readonly small: HTMLImageElement;
  readonly transparent: boolean;
}

/** What the stage leaves to others. */
export interface StageEvents {
  step(by: 1 | -1): void;
  close(): void;
  /** The figure was enlarged, or all of it can be seen again. */
  enlarged(is: boolean): void;
}

const middle: Point = { x: 0, y: 0 };
/** How far an arrow key moves an enlarged figure, in CSS pixels. */
const keyStep = 80;
const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: keyStep, y: 0 },
  ArrowRight: { x: -keyStep, y: 0 },
  ArrowUp: { x: 0, y: keyStep },
  ArrowDown: { x: 0, y: -keyStep },
};
/** How much of the stage a whole figure takes. */
const margin = 0.98;

/** The place where one figure is shown, enlarged and moved. */
export class Stage {
  readonly element = document.createElement('div');
  private readonly image = document.createElement('img');
  private figure: StagedFigure | undefined;
  private natural: Size = { width: 1, height: 1 };
  private view = fitted;

  constructor(private readonly events: StageEvents) {
    this.element.className = 'zoom-stage';
    this.image.className = 'zoom-image';
    this.image.draggable = false;
    this.element.append(this.image);
    this.listen();
    new ResizeObserver(() => this.look(this.view)).observe(this.element);
  }

  /** @param from Where it comes in from: 1 the right, -1 the left */
  show(figure: StagedFigure, from: 0 | 1 | -1): void {
    const { small, href, transparent } = figure;
    this.figure = figure;
    this.view = fitted;
    this.natural = sizeOf(small);
    this.image.classList.toggle('zoom-transparent', transparent);
    this.image.alt = small.alt;
    this.image.src = small.currentSrc || small.src;
    this.draw();
    if (from !== 0) this.animate({ transform: `translateX(${from * 30}%)`, opacity: 0 });
    const whole = new Image();
    whole.src = href;
    // Where it cannot be had, the picture on the page remains.
    whole.decode().then(
      () => this.sharpen(figure, whole),
      () => {},
    );
  }

  /** Between all of it and its full resolution, about a point measured from the middle. */
  toggle(about = middle): void {
    this.look(this.view.scale > 1 ? fitted : scaledAbout(this.view, this.fullScale(), about));
  }

  /** What a key means here; false when nothing. */
  key(key: string): boolean {
    const by = moves[key];
    if (key === '+' || key === '=') this.enlarge(1.5, middle);
    else if (key === '-') this.enlarge(1 / 1.5, middle);
    else if (key === '0') this.look(fitted);
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

  private sharpen(figure: StagedFigure, whole: HTMLImageElement): void {
    if (this.figure !== figure) return;
    if (whole.naturalWidth) this.natural = { width: whole.naturalWidth, height: whole.naturalHeight };
    this.image.src = figure.href;
    this.look(this.view);
  }

  private listen(): void {
    listen(this.element, {
      drag: (by, since) => {
        if (this.view.scale > 1) this.move(by);
        else this.image.style.transform = `translateX(${since.x}px)`;
      },
      pinch: (factor, about, by) => {
        this.enlarge(factor, about);
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

  /** A figure that is not enlarged was swiped: far or quick enough for another one, or it comes back. */
  private release(since: Point, quick: boolean): void {
    if (this.view.scale > 1) return;
    this.draw();
    const far = Math.abs(since.x) > this.element.clientWidth / 4;
    if ((quick || far) && Math.abs(since.x) > Math.abs(since.y)) this.events.step(since.x < 0 ? 1 : -1);
    else this.animate({ transform: `translateX(${since.x}px)` });
  }

  private enlarge(factor: number, about: Point): void {
    this.look(scaledAbout(this.view, this.view.scale * factor, about));
  }

  private move({ x, y }: Point): void {
    this.look({ ...this.view, x: this.view.x + x, y: this.view.y + y });
  }

  private look(view: View): void {
    const stage = { width: this.element.clientWidth, height: this.element.clientHeight };
    this.view = kept(view, { shown: this.shownSize(), stage, most: this.fullScale() * 2 });
    this.draw();
  }

  private draw(): void {
    const { scale, x, y } = this.view;
    const { width, height } = this.shownSize();
    this.image.style.width = `${width}px`;
    this.image.style.height = `${height}px`;
    this.image.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.element.classList.toggle('zoom-enlarged', scale > 1);
    this.events.enlarged(scale > 1);
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

  /** One pixel of the figure for one of the page; twice its size where that is no more than what fits. */
  private fullScale(): number {
    return Math.max(2, this.natural.width / this.shownSize().width);
  }
}

/** What the page says of a figure's size, before the figure itself can be asked. */
function sizeOf(image: HTMLImageElement): Size {
  const [width, height] = ['width', 'height'].map((name) => Number(image.getAttribute(name)));
  return width && height ? { width, height } : { width: image.width, height: image.height };
}
