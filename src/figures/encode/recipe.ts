/** How raster figures are prepared. */
export interface FigureOptions {
  /** Widths in pixels to offer beside the full resolution; 1 or more each. A figure is never enlarged. */
  readonly widths: readonly number[];
  /** Encodings, the preferred one first. Animations are WebP whatever stands here. */
  readonly formats: readonly ('webp' | 'avif')[];
  /** 1 to 100, for the lossy encodings. */
  readonly quality: number;
  /** Largest picture that is decoded, in pixels (width x height, times the frames of an animation). */
  readonly maxPixels: number;
}

/** Bytes of the largest source file that is read. */
export const maxSourceBytes = 64 * 1024 * 1024;

/** Bytes of the largest SVG that is read; it is parsed as text, which costs far more than its bytes. */
export const maxSvgBytes = 10 * 1024 * 1024;

/** Pixels on a side beyond which WebP cannot go. */
export const webpMaxSide = 16_383;

/**
 * WebP effort (0 to 6). For 35 corpus figures at width 800, quality 85: effort 2 takes 1.7 s for 986 kB, effort 4 2.2 s
 * for 959 kB, effort 0 1.7 s for 1208 kB; nearly all of it is the chroma work of `smartSubsample`.
 */
export const lossyEffort = 2;

/** Effort of lossless WebP: 0 doubles the bytes (4644 against 2420 kB), beyond 1 only the time grows. */
export const losslessEffort = 1;

/** AVIF effort (0 to 9): 4, the default, takes 25 times as long as WebP. */
export const avifEffort = 2;

/** AVIF reaches the same look at a lower number; 80 in WebP is about 60 there. */
export const avifQualityFactor = 0.75;
