/** How raster figures are encoded. */
export interface FigureOptions {
  /** Widths in pixels to offer beside the full resolution; 1 or more each. See `reducedSizes`. */
  readonly widths: readonly number[];
  /** Formats, the preferred one first. Animations are always WebP. */
  readonly formats: readonly ('webp' | 'avif')[];
  /** 1 to 100, for the lossy encodings. */
  readonly quality: number;
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
 * WebP effort (0 to 6). For 35 corpus figures at width 800, quality 85: effort 2 takes 1.7 s for 986 kB, effort 4 2.2 s
 * for 959 kB, effort 0 1.7 s for 1208 kB; nearly all of it is `smartSubsample`.
 */
export const lossyEffort = 2;

/** Effort of lossless WebP: 0 doubles the bytes (4644 instead of 2420 kB), above 1 only the time grows. */
export const losslessEffort = 1;

/** AVIF effort (0 to 9): 4, the default, takes 25 times as long as WebP. */
export const avifEffort = 2;

/** AVIF looks the same at a lower quality number: 80 in WebP is about 60 in AVIF. */
export const avifQualityFactor = 0.75;
