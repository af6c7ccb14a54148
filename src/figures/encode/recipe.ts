/** How raster figures are encoded. */
export interface FigureOptions {
  /** Widths in pixels to offer beside the full resolution; 1 or more each. See `reducedSizes`. */
  readonly widths: readonly number[];
  /** Formats, the preferred one first. Animations are always WebP. */
  readonly formats: readonly ('webp' | 'avif')[];
  /** 1 to 100, for the lossy encodings. */
  readonly quality: number;
  /**
   * The full resolution: `source` is the source file without its metadata, where that shows the same picture; `compact`
   * is that only where encoding would save little.
   */
  readonly full: 'compact' | 'source';
  /** Largest image that is decoded, in pixels (width x height, times the frames of an animation). */
  readonly maxPixels: number;
}

/** Bytes of the largest source file that is read. */
export const maxSourceBytes = 64 * 1024 * 1024;

/** Bytes of the largest SVG that is read; parsing takes far more memory than the file. */
export const maxSvgBytes = 10 * 1024 * 1024;

/** The largest width and height that WebP can have, in pixels. */
export const webpMaxSide = 16_383;

/**
 * WebP effort (0 to 6) of what a page shows. For 25 figures of real reports at width 800: effort 0 takes 0.76 s of CPU for
 * 762 kB, effort 2 0.93 s for 625 kB, effort 4 1.33 s for 605 kB; resizing is 0.2 s of it.
 */
export const shownEffort = 2;

/**
 * WebP effort of a full resolution that is only shown when a reader enlarges the figure. For the same figures: effort 0
 * takes 1.3 s for 2.5 MB, effort 2 2.1 s for 2.0 MB.
 */
export const fullEffort = 0;

/** Effort of lossless WebP: 0 doubles the bytes (4644 instead of 2420 kB), above 1 only the time grows. */
export const losslessEffort = 1;

/** AVIF effort (0 to 9): 4, the default, takes 25 times as long as WebP. */
export const avifEffort = 2;

/** AVIF looks the same at a lower quality number: 80 in WebP is about 60 in AVIF. */
export const avifQualityFactor = 0.75;
