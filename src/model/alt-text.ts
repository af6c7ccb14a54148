/** What editors and templates put where a figure's description belongs. */
const stockPhrase =
  /^(?:(?:my|this|the|an?|alt|sample)[\s_-]*)*(?:alt|image|img|figure|fig|picture|pic|photo|screen\s?shot|text|untitled|description)s?[\s_-]*\d*$/i;
const fileName = /^[\w.-]+\.(?:png|jpe?g|gif|webp|svg)$/i;

/** Whether alternative text tells somebody who cannot see the figure anything about it. */
export function describesFigure(alt: string): boolean {
  const text = alt.trim();
  return /[\p{L}\p{N}]/u.test(text) && !stockPhrase.test(text) && !fileName.test(text);
}
