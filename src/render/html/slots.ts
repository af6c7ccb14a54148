/**
 * Placeholders for HTML that the sanitizer would remove: figures, highlighted code, formulas. They are custom elements,
 * which no report can write since unknown tags are escaped, and are filled in after sanitizing.
 */
import { scanAttributes, scanTags } from './scan-tags.js';

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
  const pieces: string[] = [];
  let copied = 0;
  for (const tag of scanTags(html)) {
    if (!slotElements.some((element) => element === tag.name)) continue;
    const slot = [...scanAttributes(tag)].find(({ name }) => name === 'data-slot')?.value;
    pieces.push(html.slice(copied, tag.start), slots[Number(slot)] ?? '');
    copied = tag.end;
  }
  return pieces.join('') + html.slice(copied);
}
