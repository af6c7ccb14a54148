/** How something is spread over the groups: shapes of a drawing whose unit is a CSS pixel, and the same in words. */
export interface SpreadView extends SpreadShapes {
  /** The middle value, to be set large: `87 %`. */
  readonly median: string;
  /** What it is the middle of: `Answered, median`. */
  readonly label: string;
  /** What is along its axis: `Share answered`. */
  readonly axisTitle: string;
  /** What the drawing shows, for everyone, and in its place for those who do not see it. */
  readonly summary: string;
}

/** A dot for each group, or bars where there are too many groups for dots. */
export interface SpreadShapes {
  readonly width: number;
  readonly height: number;
  /** The line that dots and bars stand on. */
  readonly axis: { readonly y: number; readonly from: number; readonly to: number };
  readonly dots: readonly Dot[];
  readonly bars: readonly Bar[];
  /** Places below the axis with their names. */
  readonly ticks: readonly Tick[];
  /** Where the median is. */
  readonly middle: number;
}

export interface Dot {
  /** Its centre. */
  readonly x: number;
  readonly y: number;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Groups in it, at least one. */
  readonly count: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/** A row of small marks, one for each question of the cohort: data of SVG paths, empty where there is nothing to draw. */
export interface StripView {
  /** Along the middle of the strip: every run is a line that its dashes part into marks. */
  readonly answered: string;
  /** Outlines. */
  readonly open: string;
  /** Lines at the foot. */
  readonly missing: string;
}

/** What all strips of a page share. */
export interface StripScale {
  /** Units that a strip is wide; it is 12 high. */
  readonly units: number;
  /** Pixels that it is drawn wide. */
  readonly width: number;
  /** Numbers of questions over the strips; none where they would not fit. */
  readonly ticks: readonly Tick[];
}
