import htmlTags from 'html-tags';

/** Splits a list of names. */
function elements(names: string): ReadonlySet<string> {
  return new Set(names.split(/\s+/));
}

/** Obsolete elements that reports still use and browsers still render. */
const obsolete = elements('acronym big center dir font frame frameset marquee nobr strike tt');

/** Every HTML element; any other tag is text in angle brackets. */
export const htmlElements: ReadonlySet<string> = new Set([...htmlTags, ...obsolete]);

/** Void elements: no content, no end tag. */
export const voidElements = elements('area base br col embed hr img input link meta param source track wbr');

/** Elements whose end tag is optional in HTML. */
export const optionalEndTag = elements('caption colgroup dd dt li option p rp rt tbody td tfoot th thead tr');

/** Block elements that authors often forget to close; browsers close them implicitly. */
export const containers = elements(
  'article blockquote center details div dl figure form iframe ol pre script section style table ul',
);

/**
 * Inline formatting elements, without those whose names are also used as placeholders in angle brackets (`<i>`,
 * `<var>`).
 */
export const formatting = elements(
  'b big code em font ins kbd mark samp small span strike strong sub summary sup tt u',
);

/** The sanitizer's allow-list of elements. */
export const allowedElements = elements(
  `a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure
  h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody
  td tfoot th thead time tr tt u ul var wbr`,
);

/** Elements that are removed together with their content, none of which a reader would see. */
export const droppedWithContent = elements('head iframe math noembed noframes script style svg template');

/** Allowed attributes besides the global ones. `id` and `class` are removed: they would collide with the page's own. */
const elementAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  blockquote: ['cite'],
  col: ['span'],
  colgroup: ['span'],
  details: ['open'],
  div: ['align'],
  h1: ['align'],
  h2: ['align'],
  h3: ['align'],
  h4: ['align'],
  h5: ['align'],
  h6: ['align'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  p: ['align'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};

/** The attributes that an element of a report may have. */
export function allowedAttributes(element: string): readonly string[] {
  return ['dir', 'lang', 'title', ...(elementAttributes[element] ?? [])];
}

/** Allowed attributes per element besides the global ones, for the sanitizer. */
export const attributesByElement = elementAttributes;
