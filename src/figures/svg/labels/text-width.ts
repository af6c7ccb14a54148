/** Estimates the width of text, for labels whose lines a browser would break. */

/** Advance widths of Helvetica and of the fonts with its metrics (Arial, Liberation Sans), in thousandths of the font size, from U+0020 to U+007E. */
const helvetica = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 ' +
  '584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 ' +
  '611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 ' +
  '722 500 500 500 334 260 334 584'
)
  .split(' ')
  .map(Number);

/** How much wider other fonts are, as a factor. */
const families: readonly (readonly [RegExp, number])[] = [
  [/verdana|dejavu/i, 1.16],
  [/times|georgia|(?<!sans-)serif/i, 0.93],
  [/narrow|condensed/i, 0.82],
];

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** What the width depends on. */
export interface Font {
  /** In pixels. */
  readonly size: number;
  /** As in CSS. */
  readonly family: string;
  readonly bold: boolean;
}

/** The estimated width of a text in pixels. */
export function textWidth(text: string, { size, family, bold }: Font): number {
  const isMono = /mono|courier|consolas|menlo/i.test(family);
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (wide.test(character) && code > 0x7e) width += 1000;
    else if (isMono) width += 600;
    else width += helvetica[code - 0x20] ?? (/\p{Mark}/u.test(character) ? 0 : 556);
  }
  const factor = isMono ? 1 : (families.find(([name]) => name.test(family))?.[1] ?? 1) * (bold ? 1.06 : 1);
  return (width / 1000) * size * factor;
}
