import type { LinkedContent } from '../inspect/unreadable.js';
import type { FigureOptions } from './recipe.js';

/** One encoding of a figure, with its bytes. */
export interface EncodedVariant {
  /** As in a MIME type: `webp`, `avif`, `png`, `jpeg`, `gif`, `svg+xml`. */
  readonly format: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A figure as it goes to the page: no metadata, upright, in sRGB. */
export interface EncodedFigure {
  /** Ascending by width; the last is the full resolution. */
  readonly variants: readonly EncodedVariant[];
  /** Whether any pixel is not opaque. Always true for an SVG, which would have to be rendered to know. */
  readonly transparent: boolean;
  readonly animated: boolean;
  /** Why not all of a drawing is shown, and what to do. */
  readonly incomplete?: string;
  /** The whole animation, to link to, where only the first frame is shown. */
  readonly file?: LinkedContent;
}

/** A source file to encode, and the options. */
export interface EncodeJob {
  /** The content of the source file; its format is detected, not taken from the file name. */
  readonly bytes: Uint8Array;
  readonly options: FigureOptions;
  /** Checked between two encodings; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
