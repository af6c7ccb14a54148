import { describe, expect, it } from 'vitest';
import { fit, fitted, kept, scaledAbout } from '../../../assets/client/parts/zoom-view.js';

const stage = { width: 400, height: 800 };

describe('a figure on its stage', () => {
  it('is shrunk to fit, and enlarged only when it is drawn by lines', () => {
    expect(fit({ width: 1600, height: 800 }, stage, false)).toEqual({ width: 400, height: 200 });
    expect(fit({ width: 100, height: 50 }, stage, false)).toEqual({ width: 100, height: 50 });
    expect(fit({ width: 100, height: 50 }, stage, true)).toEqual({ width: 400, height: 200 });
  });

  it('stays where it is under the finger while it grows', () => {
    const finger = { x: 90, y: -30 };
    const before = { scale: 1.5, x: 20, y: 10 };
    const after = scaledAbout(before, 4, finger);
    const under = (view: typeof before): readonly number[] => [
      (finger.x - view.x) / view.scale,
      (finger.y - view.y) / view.scale,
    ];
    expect(under(after)).toEqual(under(before).map((value) => expect.closeTo(value)));
  });

  it('cannot be smaller than it fits, nor larger than allowed', () => {
    const limits = { shown: { width: 400, height: 200 }, stage, most: 8 };
    expect(kept({ scale: 0.2, x: 50, y: 50 }, limits)).toEqual(fitted);
    expect(kept({ scale: 20, x: 0, y: 0 }, limits)).toEqual({ scale: 8, x: 0, y: 0 });
  });

  it('cannot be moved off its edges, and not at all where it fits', () => {
    const limits = { shown: { width: 400, height: 200 }, stage, most: 8 };
    expect(kept({ scale: 2, x: 1000, y: 1000 }, limits)).toEqual({ scale: 2, x: 200, y: 0 });
    expect(kept({ scale: 8, x: -9000, y: -9000 }, limits)).toEqual({ scale: 8, x: -1400, y: -400 });
  });
});
