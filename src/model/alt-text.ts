import { decodeAddress } from './decode-address.js';

/** What editors and templates put where a figure's description belongs. */
const stockPhrase =
  /^(?:(?:my|our|your|this|that|the|an?|alt|sample)[\s_-]*)*(?:alt|image|img|figure|fig|picture|pic|photo|drawing|diagram|sketch|screen\s?shot|text|untitled|description)s?[\s_-]*\d*$/i;
const fileName = /^[\w.-]+\.(?:png|jpe?g|gif|webp|svg)$/i;

/**
 * Whether alternative text tells somebody who cannot see the figure anything about it.
 *
 * @param href The figure's address: the name of its file is no description.
 */
export function describesFigure(alt: string, href: string): boolean {
  const text = alt.trim();
  return /[\p{L}\p{N}]/u.test(text) && !stockPhrase.test(text) && !fileName.test(text) && !isNameOf(text, href);
}

/** Whether a text is the name of an address's file, with or without its extension, letter for letter. */
function isNameOf(text: string, href: string): boolean {
  const name = decodeAddress(
    href
      .replace(/[?#].*$/s, '')
      .split(/[/\\]/)
      .at(-1) ?? '',
  ).toLowerCase();
  return [name, name.replace(/\.\w+$/, '')].includes(text.toLowerCase());
}
