import htmlTags from 'html-tags';

/** Lists of HTML elements, each as the HTML standard or a reason of ours groups them. */
function elements(names: string): ReadonlySet<string> {
  return new Set(names.split(/\s+/));
}

/** Elements of earlier versions of HTML that reports still use and browsers still know. */
const obsolete = elements('acronym big center dir font frame frameset marquee nobr strike tt');

/** Everything that is HTML; any other tag is text that happens to stand in angle brackets. */
export const htmlElements: ReadonlySet<string> = new Set([...htmlTags, ...obsolete]);

/** Elements that cannot hold anything and need no end tag. */
export const voidElements = elements('area base br col embed hr img input link meta param source track wbr');

/** Elements whose end tag HTML lets an author leave out. */
export const optionalEnd = elements('caption colgroup dd dt li option p rp rt tbody td tfoot th thead tr');

/** Elements that people do open and forget to close, and that a browser closes for them. */
export const containers = elements(
  'article blockquote center details div dl figure form iframe ol pre script section style table ul',
);

/** Elements that format a run of text. Those whose names are also stand-ins in angle brackets (`<i>`, `<var>`) are not among them. */
export const formatting = elements(
  'b big code em font ins kbd mark samp small span strike strong sub summary sup tt u',
);

/** Elements that stay on the page. */
export const keptElements = elements(
  `a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure
  h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody
  td tfoot th thead time tr tt u ul var wbr`,
);

/** Elements that go with everything in them: none of it is text that a reader would see. */
export const droppedWithContent = elements('head iframe math noembed noframes script style svg template');

/** Attributes that mean something to a reader; every other goes, `id` and `class` with them: those are the page's own. */
const keptAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  blockquote: ['cite'],
  col: ['span'],
  colgroup: ['span'],
  details: ['open'],
  div: ['align'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  p: ['align'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};

/** The attributes that an element of a report may keep. */
export function attributesOf(element: string): readonly string[] {
  return ['dir', 'lang', 'title', ...(keptAttributes[element] ?? [])];
}

/** The same for every element that may have more than the common ones, for the sanitizer. */
export const allKeptAttributes = keptAttributes;
