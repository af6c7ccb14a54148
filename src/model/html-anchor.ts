/**
 * The id on the page of an element that a report named, as in `<a name="x">`. No other id of a page has a dot and an `a`,
 * so no report can take the place of one.
 *
 * @param prefix That of all ids of the text which it is in
 */
export function htmlAnchorId(prefix: string, name: string): string {
  return `${prefix}.a-${name.replace(/\s+/g, '-')}`;
}
