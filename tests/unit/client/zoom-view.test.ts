import { describe, expect, it } from 'vitest';
import { clampView, fit, fittedView, zoomAt } from '../../../assets/client/parts/zoom-view.js';

const stage = { width: 400, height: 800 };

describe('zoom and pan', () => {
  it('shrinks a figure to fit, and enlarges only vector graphics', () => {
    expect(fit({ width: 1600, height: 800 }, stage, false)).toEqual({ width: 400, height: 200 });
    expect(fit({ width: 100, height: 50 }, stage, false)).toEqual({ width: 100, height: 50 });
    expect(fit({ width: 100, height: 50 }, stage, true)).toEqual({ width: 400, height: 200 });
  });

  it('keeps the point under the pointer fixed while zooming', () => {
    const finger = { x: 90, y: -30 };
    const before = { scale: 1.5, x: 20, y: 10 };
    const after = zoomAt(before, 4, finger);
    const under = (view: typeof before): readonly number[] => [
      (finger.x - view.x) / view.scale,
      (finger.y - view.y) / view.scale,
    ];
    expect(under(after)).toEqual(under(before).map((value) => expect.closeTo(value)));
  });

  it('limits the scale', () => {
    const limits = { shown: { width: 400, height: 200 }, stage, most: 8 };
    expect(clampView({ scale: 0.2, x: 50, y: 50 }, limits)).toEqual(fittedView);
    expect(clampView({ scale: 20, x: 0, y: 0 }, limits)).toEqual({ scale: 8, x: 0, y: 0 });
  });

  it('limits panning to the edges, and to nothing where the figure fits', () => {
    const limits = { shown: { width: 400, height: 200 }, stage, most: 8 };
    expect(clampView({ scale: 2, x: 1000, y: 1000 }, limits)).toEqual({ scale: 2, x: 200, y: 0 });
    expect(clampView({ scale: 8, x: -9000, y: -9000 }, limits)).toEqual({ scale: 8, x: -1400, y: -400 });
  });
});
