import { groupBy } from '../model/group-by.js';
import { once } from '../model/once.js';

/** Maximum characters of a name that heads a column. */
const most = 24;

/** Fewer characters that all names begin with are shown: an ellipsis saves nothing. */
const fewest = 4;

/** Names of groups where there is little room. */
export interface ShortGroupNames {
  /** What all names begin with and none of the short ones shows; empty where that is not worth it. */
  readonly shared: string;
  /** In the order of the names, and each as distinct as they are. */
  readonly short: readonly string[];
}

/**
 * Shortens names to what tells them apart: without the words that all begin with, and with an ellipsis in the middle of a
 * long one, since its end often holds its number. Names that would look alike begin where they differ,
 * but for those that the others begin with.
 */
export function shortGroupNames(names: readonly string[]): ShortGroupNames {
  const shared = sharedWords(names);
  const short = names.map((name) => shorten(shared === '' ? name : `…${name.slice(shared.length)}`));
  for (const places of [...groupBy(names.keys(), (place) => short[place]).values()]) {
    if (places.length < 2) continue;
    const from = sharedLength(places.map((place) => names[place] ?? ''));
    for (const place of places) {
      const rest = names[place]?.slice(from) ?? '';
      if (rest !== '') short[place] = cut(`…${rest}`);
    }
  }
  return { shared, short };
}

/** The whole words that all names begin with. At least a letter of each name is left. */
function sharedWords(names: readonly string[]): string {
  if (names.length < 2) return '';
  const begin = names[0]?.slice(0, sharedLength(names)) ?? '';
  const words = /^.*[^\p{L}\p{N}\p{M}]/su.exec(begin)?.[0] ?? '';
  const isWorthIt = words.length >= fewest && names.every((name) => name.length > words.length);
  return isWorthIt ? words : '';
}

/** Number of UTF-16 code units that all names begin with; a character of two is not torn apart. */
function sharedLength(names: readonly string[]): number {
  const [first = ''] = names;
  let length = first.length;
  for (const name of names) {
    let same = 0;
    while (same < length && name[same] === first[same]) same += 1;
    length = same;
  }
  return /[\uD800-\uDBFF]$/.test(first.slice(0, length)) ? length - 1 : length;
}

function shorten(name: string): string {
  const characters = charactersOf(name);
  if (characters.length <= most) return name;
  const end = Math.floor(most / 2);
  return `${characters.slice(0, most - end - 1).join('')}…${characters.slice(-end).join('')}`;
}

function cut(name: string): string {
  const characters = charactersOf(name);
  return characters.length <= most ? name : `${characters.slice(0, most - 1).join('')}…`;
}

/** Made on first use: that takes a tenth of the time in which Node starts, and most names are short. */
const graphemes = once(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** As people see them: an emoji of several code points is one. */
function charactersOf(text: string): readonly string[] {
  return text.length <= most ? [text] : Array.from(graphemes().segment(text), ({ segment }) => segment);
}
