/** Every pair of colours that text and its ground can have is legible, in light and in dark. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const base = readFileSync('assets/styles/base.css', 'utf8');
const tokens = new Map(
  [...base.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'paper-side', 'plate'];
/** Text on each ground; on tints, what stands there. 4.5 for text, 3 for drawn signs (WCAG 1.4.3 and 1.4.11). */
const pairs: readonly (readonly [ink: string, grounds: readonly string[], least: number])[] = [
  ['ink', [...grounds, 'pen-tint', 'marker-tint', 'done-tint'], 7],
  ['ink-soft', [...grounds, 'pen-tint', 'marker-tint'], 4.5],
  ['ink-quiet', [...grounds, 'pen-tint'], 4.5],
  ['pen', [...grounds, 'pen-tint', 'marker-tint', 'done-tint'], 4.5],
  ['marker', [...grounds, 'marker-tint'], 4.5],
  ['caution', grounds, 4.5],
  ['done', grounds, 4.5],
  ['paper', ['ink', 'pen'], 4.5],
  ['marker', ['done-tint'], 3],
  ['caution', ['done-tint'], 3],
];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const cases = pairs.flatMap(([ink, under, least]) => under.map((ground) => [ink, ground, least] as const));
  it.each(cases)('%s on %s has a contrast of at least %d', (ink, ground, least) => {
    const [one, other] = [tokens.get(ink), tokens.get(ground)];
    if (!one || !other) throw new Error(`base.css has no colour ${one ? ground : ink}`);
    expect(contrast(one[scheme], other[scheme])).toBeGreaterThanOrEqual(least);
  });
});

it('knows every colour of text and ground', () => {
  const decoration = ['rule', 'rule-soft', 'rule-strong'];
  const named = new Set(pairs.flatMap(([ink, under]) => [ink, ...under]));
  expect([...tokens.keys()].filter((name) => !decoration.includes(name) && !named.has(name))).toEqual([]);
});
