/** How a figure lies on its stage: enlarged from the size that fits, and moved away from the middle, in CSS pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** All of the figure, in the middle. */
export const fitted: View = { scale: 1, x: 0, y: 0 };

/** The size at which all of a figure can be seen. Never larger than the figure itself, unless it is drawn by lines. */
export function fit(figure: Size, stage: Size, enlarge: boolean): Size {
  const scale = Math.min(stage.width / figure.width, stage.height / figure.height, enlarge ? Infinity : 1);
  return { width: figure.width * scale, height: figure.height * scale };
}

/** Enlarges about a point, measured from the middle of the stage: what lies there stays there. */
export function scaledAbout(view: View, scale: number, { x, y }: Point): View {
  const factor = scale / view.scale;
  return { scale, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
}

/** Keeps a figure on its stage: no smaller than it fits, no larger than `most`, and no edge further in than it has to be. */
export function kept(view: View, { shown, stage, most }: { shown: Size; stage: Size; most: number }): View {
  const scale = Math.min(Math.max(view.scale, 1), most);
  const { x, y } = scale === view.scale ? view : scaledAbout(view, scale, { x: 0, y: 0 });
  return {
    scale,
    x: between(x, (shown.width * scale - stage.width) / 2),
    y: between(y, (shown.height * scale - stage.height) / 2),
  };
}

function between(value: number, limit: number): number {
  const most = Math.max(0, limit);
  return Math.min(Math.max(value, -most), most);
}
