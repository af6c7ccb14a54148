declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';

  /** Adds `[^1]` footnotes to a Markdown parser. The package has no types of its own. */
  export default function footnotes(md: MarkdownIt): void;
}
