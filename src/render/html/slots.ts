/**
 * Placeholders for HTML that the sanitizer would remove: figures, highlighted code, formulas. They are custom elements,
 * which no report can write since unknown tags are escaped, and are filled in after sanitizing.
 */
import { Parser } from 'htmlparser2';

/** The placeholder elements. */
export const slotElements = ['handin-figure', 'handin-code'] as const;

/** Keeps HTML for later and returns its placeholder. */
export function openSlot(element: (typeof slotElements)[number], html: string, slots: string[]): string {
  slots.push(html);
  return `<${element} data-slot="${slots.length - 1}"></${element}>`;
}

/** Replaces the placeholders in sanitized HTML by the HTML kept for them. */
export function fillSlots(html: string, slots: readonly string[]): string {
  if (slots.length === 0) return html;
  const isSlot = (name: string): boolean => slotElements.some((element) => element === name);
  const pieces: string[] = [];
  let copied = 0;
  const parser = new Parser({
    onopentag: (name, { 'data-slot': slot }) => {
      if (!isSlot(name)) return;
      pieces.push(html.slice(copied, parser.startIndex), slots[Number(slot)] ?? '');
      copied = parser.endIndex + 1;
    },
    onclosetag: (name, isImplied) => {
      if (!isSlot(name) || isImplied) return;
      pieces.push(html.slice(copied, parser.startIndex));
      copied = parser.endIndex + 1;
    },
  });
  parser.end(html);
  return pieces.join('') + html.slice(copied);
}
