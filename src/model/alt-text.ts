import { decodeUrl } from './decode-url.js';

/** Generic texts that editors and templates insert as a figure's description. */
const genericText =
  /^(?:(?:my|our|your|this|that|the|an?|alt|sample)[\s_-]*)*(?:alt|image|img|figure|fig|picture|pic|photo|drawing|diagram|sketch|screen\s?shot|text|untitled|description)s?[\s_-]*\d*$/i;
const fileName = /^[\w.-]+\.(?:png|jpe?g|gif|webp|svg)$/i;

/**
 * Whether alternative text describes the figure to somebody who cannot see it.
 *
 * @param href The figure's URL: the name of its file is no description.
 */
export function describesFigure(alt: string, href: string): boolean {
  const text = alt.trim();
  return /[\p{L}\p{N}]/u.test(text) && !genericText.test(text) && !fileName.test(text) && !isNameOf(text, href);
}

/** Whether a text is the file name in a URL, with or without its extension, ignoring case. */
function isNameOf(text: string, href: string): boolean {
  const name = decodeUrl(
    href
      .replace(/[?#].*$/s, '')
      .split(/[/\\]/)
      .at(-1) ?? '',
  ).toLowerCase();
  return [name, name.replace(/\.\w+$/, '')].includes(text.toLowerCase());
}
