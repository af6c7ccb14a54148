import { escapeHtml } from '../../markdown/html/escape-html.js';
import { sha256 } from '../../model/sha256.js';
import type { Highlight } from '../../render/html/highlight.js';
import type { Store } from '../../store/store.js';

/** The HTML of highlighted code, by `codeDigest`. */
export type CodeHtml = ReadonlyMap<string, string>;

/** The same as it is stored. */
type KeptHtml = Readonly<Record<string, string>>;

/** Highlighted code of groups, kept between builds: most edits of a report leave its code as it is. */
export interface KeptCode {
  /** What the group's last build showed; empty when it is not known. */
  find(slug: string): Promise<CodeHtml>;
  keep(slug: string, code: CodeHtml): Promise<void>;
  /** The key of the store under which it is. */
  keyOf(slug: string): string;
}

/**
 * Opens the highlighted code in the store.
 *
 * @param program See `programDigest`: the highlighter is one of the packages.
 */
export function openKeptCode(store: Store, program: string): KeptCode {
  const keyOf = (slug: string): string => `code:${sha256(JSON.stringify([program, slug]))}`;
  return {
    keyOf,
    find: async (slug) => new Map(Object.entries(((await store.get(keyOf(slug)))?.value ?? {}) as KeptHtml)),
    keep: async (slug, code) => {
      await store.put(keyOf(slug), Object.fromEntries(code), []);
    },
  };
}

/** Identifies code in a language. */
function codeDigest(code: string, language: string): string {
  return sha256(`${language}\n${code}`);
}

/** Thrown for code that is not kept, where the highlighter is not loaded. */
export class UnknownCode extends Error {}

/** The code of one group. */
export interface GroupCode {
  readonly kept: CodeHtml;
  /** Whether there should be no other code: the highlighter is not loaded. */
  readonly isComplete: boolean;
  /** Receives what is shown. */
  readonly shown: Map<string, string>;
}

/**
 * Shows kept code.
 *
 * @param highlight Highlights what is not kept; without it, that is an `UnknownCode`.
 */
export function highlightKept({ kept, shown }: GroupCode, highlight?: Highlight): Highlight {
  return (code, language) => {
    if (language === '') return escapeHtml(code);
    const digest = codeDigest(code, language);
    const html = kept.get(digest) ?? highlight?.(code, language);
    if (html === undefined) throw new UnknownCode(`code in ${language} is not kept`);
    shown.set(digest, html);
    return html;
  };
}
