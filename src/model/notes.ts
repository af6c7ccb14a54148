/** Footnotes that a text refers to and another part of its document defines. */

/** Maximum length of a label: without one, each opening bracket would be searched for its end. */
export const maxLabelLength = 100;

/** The source of a regular expression that matches a reference to a footnote and captures its label. */
export const noteReference = `\\[\\^([^ \\n\\]]{1,${maxLabelLength}})\\]`;

const references = new RegExp(noteReference, 'g');

/** What a footnote's label is compared by: letters are equal whatever their case, as in those of link definitions. */
export function footnoteKey(label: string): string {
  // Both, since some letters differ in one of the cases only.
  return label.toLowerCase().toUpperCase();
}

/** The keys of the footnotes that a text mentions: what looks like a reference, in code too. */
export function mentionedNotes(text: string): readonly string[] {
  return text.includes('[^') ? Array.from(text.matchAll(references), ([, label = '']) => footnoteKey(label)) : [];
}

/** A text with the footnotes of its document that it may refer to. */
export interface WithNotes<Note> {
  /** The text, and the definitions of the notes below it. */
  readonly markdown: string;
  readonly notes: readonly Note[];
  /** The line (0-based) at which the notes begin; absent without any. */
  readonly notesFrom?: number;
}

/**
 * Puts the footnotes that a text mentions, or that another of them mentions, below it, so that it can be parsed on its
 * own. What only looks like a reference, in code, adds a note that the parser drops again.
 *
 * @param notes The definitions of a document's footnotes, by key
 */
export function addNotes<Note extends { readonly markdown: string }>(
  markdown: string,
  notes: ReadonlyMap<string, Note>,
): WithNotes<Note> {
  if (notes.size === 0 || !markdown.includes('[^')) return { markdown, notes: [] };
  const found = new Set<Note>();
  const add = (text: string): void => {
    for (const label of mentionedNotes(text)) {
      const note = notes.get(label);
      if (note) found.add(note);
    }
  };
  add(markdown);
  // A set is iterated over what is added meanwhile, too.
  for (const note of found) add(note.markdown);
  if (found.size === 0) return { markdown, notes: [] };
  return {
    markdown: [markdown, ...Array.from(found, (note) => note.markdown)].join('\n\n'),
    notes: [...found],
    notesFrom: markdown.split('\n').length + 1,
  };
}

/** What the parser has to know of a text with notes: nothing that is left open above reaches them. */
export function notesEnv({ notesFrom }: Pick<WithNotes<unknown>, 'notesFrom'>): {
  readonly notesFrom?: number;
  readonly boundaries?: readonly number[];
} {
  return notesFrom === undefined ? {} : { notesFrom, boundaries: [notesFrom] };
}
