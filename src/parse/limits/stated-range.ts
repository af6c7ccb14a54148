import type { Range } from '../../model/question-settings.js';
import type { Patterns } from './limit-patterns.js';

/** A number without a bound. */
export interface Exact {
  readonly exactly: number;
}

/** Relative tolerance around a number with "about". */
const tolerance = 0.2;

/**
 * The range that a match states; undefined if a word before it may negate it or is unknown.
 *
 * @param asked Whether the text before is known to introduce a requirement.
 */
export function rangeOf(
  { groups = {} }: RegExpMatchArray,
  patterns: Patterns,
  before: string,
  asked = false,
): Exact | Range | undefined {
  const near = before.slice(-40);
  if (patterns.notBefore().test(near)) return undefined;
  const from = numberOf(groups.from ?? '');
  if (groups.to !== undefined) {
    const to = numberOf(groups.to);
    return { min: Math.min(from, to), max: Math.max(from, to) };
  }
  if (groups.least ?? groups.orMore ?? groups.moreBehind) return groups.most ? undefined : { min: from };
  if (groups.most ?? groups.orFewer ?? groups.fewerBehind) return { max: from };
  if (groups.about ?? groups.aboutBehind)
    return from < 10 ? undefined : { min: Math.round(from * (1 - tolerance)), max: Math.round(from * (1 + tolerance)) };
  return groups.between !== undefined || asked || patterns.plainBefore().test(near) ? { exactly: from } : undefined;
}

/** A text without digits is an article, which means one. */
function numberOf(text: string): number {
  return /\d/.test(text) ? Number(text.replace(/\D/g, '')) : 1;
}

/** Replaces numerals with digits. */
export function numeralsToDigits(text: string, { spelled, numbers }: Patterns): string {
  return text.replace(spelled, (name) => String(numbers.get(name) ?? name));
}

/** The range of a text that states both bounds separately, one of which was found. */
export function bothBounds(text: string, range: Exact | Range, patterns: Patterns): Range | undefined {
  if ('exactly' in range || (range.min !== undefined && range.max !== undefined)) return undefined;
  const { low, low2, high, high2 } = patterns.bothBounds().exec(text)?.groups ?? {};
  const [least, most] = [low ?? low2, high ?? high2];
  return least === undefined || most === undefined ? undefined : { min: numberOf(least), max: numberOf(most) };
}
