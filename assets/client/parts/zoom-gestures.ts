import type { Point } from './zoom-view.js';

/** Gestures on a figure. Points are relative to the centre of the stage, in CSS pixels. */
export interface Gestures {
  /** One pointer drags: the offset since the last call, and since the drag began. */
  drag(by: Point, since: Point): void;
  /** Two pointers: scale factor since the last call, its centre, and the offset of that centre. */
  pinch(factor: number, about: Point, by: Point): void;
  /** End of a drag; `quick` for a horizontal swipe. */
  release(since: Point, quick: boolean): void;
  /** A click or tap without a drag. */
  tap(at: Point): void;
  /** Mouse wheel, or scrolling on a touchpad. */
  wheel(by: Point): void;
}

/** Drag threshold, in CSS pixels. */
const dragThreshold = 8;
/** Horizontal speed of a swipe, in CSS pixels per millisecond. */
const swipeSpeed = 0.4;

/** Recognizes drags, pinches and taps, with mouse, pen, touch screen and touchpad. */
export function listen(stage: HTMLElement, gestures: Gestures): void {
  const tracker = new PointerTracker(stage, gestures);
  stage.addEventListener('pointerdown', (event) => tracker.down(event));
  stage.addEventListener('pointermove', (event) => tracker.move(event));
  stage.addEventListener('pointerup', (event) => tracker.up(event));
  stage.addEventListener('pointercancel', (event) => tracker.up(event));
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    // Browsers report a pinch on a touchpad as a wheel event with Control pressed.
    if (event.ctrlKey) gestures.pinch(Math.exp(-event.deltaY / 100), fromCentre(stage, event), { x: 0, y: 0 });
    else gestures.wheel({ x: -event.deltaX, y: -event.deltaY });
  });
}

/** The active pointers of one gesture, from the first `pointerdown` to the last `pointerup`. */
class PointerTracker {
  private readonly pointers = new Map<number, Point>();
  private start: Point = { x: 0, y: 0 };
  /** Time stamp of the first `pointerdown`, in milliseconds. */
  private startTime = 0;
  private gesture: 'nothing' | 'drag' | 'pinch' = 'nothing';

  constructor(
    private readonly stage: HTMLElement,
    private readonly gestures: Gestures,
  ) {}

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.stage.setPointerCapture(event.pointerId);
    const at = fromCentre(this.stage, event);
    this.pointers.set(event.pointerId, at);
    this.gesture = this.pointers.size > 1 ? 'pinch' : 'nothing';
    if (this.pointers.size > 1) return;
    this.start = at;
    this.startTime = event.timeStamp;
  }

  move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = fromCentre(this.stage, event);
    this.pointers.set(event.pointerId, now);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const by = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
      this.gestures.pinch(distance(now, other) / Math.max(1, distance(before, other)), midpoint(now, other), by);
    } else if (this.gesture === 'drag' || (this.gesture === 'nothing' && distance(now, this.start) > dragThreshold)) {
      this.gestures.drag(minus(now, this.gesture === 'drag' ? before : this.start), minus(now, this.start));
      this.gesture = 'drag';
    }
  }

  up(event: PointerEvent): void {
    const at = this.pointers.get(event.pointerId);
    if (!at || !this.pointers.delete(event.pointerId) || this.pointers.size > 0) return;
    const completed = event.type === 'pointerup';
    const since = minus(at, this.start);
    const speed = Math.abs(since.x) / Math.max(1, event.timeStamp - this.startTime);
    if (this.gesture === 'drag') this.gestures.release(since, completed && speed > swipeSpeed);
    else if (this.gesture === 'nothing' && completed) this.gestures.tap(at);
  }
}

function fromCentre(stage: HTMLElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
