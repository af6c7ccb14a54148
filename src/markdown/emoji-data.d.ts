declare module 'markdown-it-emoji/lib/data/full.mjs' {
  /** Each emoji by its short name. */
  const emoji: Readonly<Record<string, string>>;
  export default emoji;
}
