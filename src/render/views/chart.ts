/** A distribution over the groups: shapes of a drawing in CSS pixels, without any if all groups are equal; and its description. */
export interface SpreadView extends SpreadShapes {
  /** The median, shown large: `87 %`. */
  readonly median: string;
  /** Its label: `Answered, median`. */
  readonly label: string;
  /** Title of the axis: `Share answered`. */
  readonly axisTitle: string;
  /** A description of the drawing: visible text, and its text alternative. */
  readonly summary: string;
}

/** A dot for each group, or bars if there are too many groups for dots. */
export interface SpreadShapes {
  readonly width: number;
  readonly height: number;
  /** The axis line, on which dots and bars stand. */
  readonly axis: { readonly y: number; readonly from: number; readonly to: number };
  readonly dots: readonly Dot[];
  readonly bars: readonly Bar[];
  /** Tick marks with their labels. */
  readonly ticks: readonly Tick[];
  /** Position of the median. */
  readonly middle: number;
}

/**
 * How long the answers to a question are, as a box plot along the axis of `LengthScale`, in its units. Lengths beyond its
 * end are drawn at the end.
 */
export interface LengthsView {
  /** From the shortest to the longest. */
  readonly range: { readonly from: number; readonly to: number };
  /** The middle half. */
  readonly half: { readonly from: number; readonly to: number };
  readonly middle: number;
  /** What most groups were asked for; null for no limit. */
  readonly asked: { readonly from: number; readonly to: number } | null;
  /** In words. */
  readonly median: number;
  /** The same in words: `12 to 240 words, half of them 60 to 110`. */
  readonly summary: string;
}

/** The axis that the lengths of the answers to all questions share. */
export interface LengthScale {
  readonly width: number;
  readonly ticks: readonly Tick[];
}

/** A dot for one group. */
export interface Dot {
  /** Centre. */
  readonly x: number;
  readonly y: number;
}

/** A bar of a histogram. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Number of groups in it, at least one. */
  readonly count: number;
}

/** A labelled position on an axis. */
export interface Tick {
  readonly x: number;
  readonly label: string;
}

/**
 * A row of small marks, one for each question of the cohort, as SVG path data; empty where there is nothing to draw.
 */
export interface StripView {
  /** Lines along the middle of the strip: the dash pattern splits each run into marks. */
  readonly answered: string;
  /** Outlines. */
  readonly open: string;
  /** Lines at the bottom. */
  readonly missing: string;
}

/** Geometry shared by all strips of a page. */
export interface StripScale {
  /** Width of a strip in drawing units; its height is 12. */
  readonly units: number;
  /** Width in pixels. */
  readonly width: number;
  /** Question numbers above the strips; empty if they would not fit. */
  readonly ticks: readonly Tick[];
}
