/** Zoom and pan of a figure: scale relative to the size that fits, and offset from the centre in CSS pixels. */
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

/** The whole figure, centred. */
export const fittedView: View = { scale: 1, x: 0, y: 0 };

/** Size at which a figure fits the stage. Never larger than the figure itself, unless `enlarge` (vector graphics). */
export function fit(figure: Size, stage: Size, enlarge: boolean): Size {
  const scale = Math.min(stage.width / figure.width, stage.height / figure.height, enlarge ? Infinity : 1);
  return { width: figure.width * scale, height: figure.height * scale };
}

/** Zooms about a point relative to the centre of the stage, which stays fixed. */
export function zoomAt(view: View, scale: number, { x, y }: Point): View {
  const factor = scale / view.scale;
  return { scale, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
}

/** Clamps scale (1 to `most`) and offset, so that no more of the stage is empty than necessary. */
export function clampView(view: View, { shown, stage, most }: { shown: Size; stage: Size; most: number }): View {
  const scale = Math.min(Math.max(view.scale, 1), most);
  const { x, y } = scale === view.scale ? view : zoomAt(view, scale, { x: 0, y: 0 });
  return {
    scale,
    x: clamp(x, (shown.width * scale - stage.width) / 2),
    y: clamp(y, (shown.height * scale - stage.height) / 2),
  };
}

function clamp(value: number, limit: number): number {
  const most = Math.max(0, limit);
  return Math.min(Math.max(value, -most), most);
}
