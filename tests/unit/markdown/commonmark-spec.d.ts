declare module 'commonmark-spec' {
  /** The package has no types of its own. */
  const specification: {
    readonly tests: readonly { readonly number: number; readonly markdown: string; readonly html: string }[];
  };
  export default specification;
}
