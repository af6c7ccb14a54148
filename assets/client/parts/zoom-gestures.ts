import type { Point } from './zoom-view.js';

/** What a reader does to a figure on its stage. Points are measured from the middle of the stage, in CSS pixels. */
export interface Gestures {
  /** One finger or the mouse drags: by how much since the last call, and since the drag began. */
  drag(by: Point, since: Point): void;
  /** Two fingers: how much further apart they are than at the last call, about which point, and how far that moved. */
  pinch(factor: number, about: Point, by: Point): void;
  /** The last finger is lifted, after a drag; `quick` when it was still moving sideways. */
  release(since: Point, quick: boolean): void;
  /** A click or tap that was no drag. */
  tap(at: Point): void;
  /** The wheel, or two fingers on a touch pad. */
  wheel(by: Point): void;
}

/** A finger that moved less than this, in CSS pixels, did not mean to. */
const slack = 8;
/** Sideways, in CSS pixels in a millisecond: what is quick. */
const swipeSpeed = 0.4;

/** Tells drags, pinches and taps apart, for mouse, pen, fingers and touch pads alike. */
export function listen(stage: HTMLElement, gestures: Gestures): void {
  const hand = new Hand(stage, gestures);
  stage.addEventListener('pointerdown', (event) => hand.down(event));
  stage.addEventListener('pointermove', (event) => hand.move(event));
  stage.addEventListener('pointerup', (event) => hand.lift(event));
  stage.addEventListener('pointercancel', (event) => hand.lift(event));
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    // Browsers tell a pinch on a touch pad as a wheel with Control held.
    if (event.ctrlKey) gestures.pinch(Math.exp(-event.deltaY / 100), fromMiddle(stage, event), { x: 0, y: 0 });
    else gestures.wheel({ x: -event.deltaX, y: -event.deltaY });
  });
}

/** The fingers on the stage, from the first that touches it to the last that leaves. */
class Hand {
  private readonly fingers = new Map<number, Point>();
  private start: Point = { x: 0, y: 0 };
  /** When the first one came, in milliseconds. */
  private began = 0;
  private doing: 'nothing' | 'drag' | 'pinch' = 'nothing';

  constructor(
    private readonly stage: HTMLElement,
    private readonly gestures: Gestures,
  ) {}

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.stage.setPointerCapture(event.pointerId);
    const at = fromMiddle(this.stage, event);
    this.fingers.set(event.pointerId, at);
    this.doing = this.fingers.size > 1 ? 'pinch' : 'nothing';
    if (this.fingers.size > 1) return;
    this.start = at;
    this.began = event.timeStamp;
  }

  move(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = fromMiddle(this.stage, event);
    this.fingers.set(event.pointerId, now);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const by = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
      this.gestures.pinch(distance(now, other) / Math.max(1, distance(before, other)), middle(now, other), by);
    } else if (this.doing === 'drag' || (this.doing === 'nothing' && distance(now, this.start) > slack)) {
      this.gestures.drag(minus(now, this.doing === 'drag' ? before : this.start), minus(now, this.start));
      this.doing = 'drag';
    }
  }

  lift(event: PointerEvent): void {
    const at = this.fingers.get(event.pointerId);
    if (!at || !this.fingers.delete(event.pointerId) || this.fingers.size > 0) return;
    const meant = event.type === 'pointerup';
    const since = minus(at, this.start);
    const speed = Math.abs(since.x) / Math.max(1, event.timeStamp - this.began);
    if (this.doing === 'drag') this.gestures.release(since, meant && speed > swipeSpeed);
    else if (this.doing === 'nothing' && meant) this.gestures.tap(at);
  }
}

function fromMiddle(stage: HTMLElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
