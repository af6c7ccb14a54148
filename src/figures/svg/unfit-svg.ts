/** Thrown for an SVG that cannot be shown; the message says why and what to do. */
export class UnfitSvgError extends Error {}

/** Messages for what is wrong with an SVG. */
export const svgReasons = {
  malformed: 'The SVG is not well-formed XML: export it again, or save it as PNG.',
  tooComplex: 'The SVG is too complex to show: save it as PNG.',
  noDrawing: 'The file is XML but no SVG drawing: export it again, or save it as PNG.',
  noSize: 'The SVG has no size: give it a viewBox, or save it as PNG.',
} as const;
