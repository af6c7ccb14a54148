/** Drawings for tests of what they render. */

/** What is said of a drawing that would keep a browser busy. */
export const complex = 'The SVG is too complex to show: save it as PNG.';
/** A drawing with the given content. */
export const drawing = (inside: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 90">${inside}</svg>`,
  );

/** Repeats markup. */
export const each = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

/** Forty rectangles with the same attributes and content. */
export const rects = (attributes: string, inside = '') =>
  each(40, (n) => `<rect x="${n}" width="9" height="9" ${attributes}>${inside}</rect>`);
