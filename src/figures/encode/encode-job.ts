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
  /** Whether some pixel can be seen through; for an SVG always true, since that takes a drawing to know. */
  readonly transparent: boolean;
  readonly animated: boolean;
}

/** What to encode, and how. */
export interface EncodeJob {
  /** The source file, whatever its name says it is. */
  readonly bytes: Uint8Array;
  readonly options: FigureOptions;
  /** Stops between two encodings; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
