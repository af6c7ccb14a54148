/** The name of the highlight in the style sheet. */
const name = 'found';

/** Most texts that are looked for. */
const most = 8;

/**
 * Marks in the answer that the URL names what a search found there: `?find=docker&find=…#q7`. Ranges, not elements: what
 * else works on the page sees it unchanged. Browsers without highlights show the answer as it is.
 */
export function startFound(): void {
  const wanted = new URLSearchParams(location.search)
    .getAll('find')
    .slice(0, most)
    .flatMap((text) => patternOf(text) ?? []);
  if (wanted.length === 0 || !CSS.highlights) return;
  // Only then it is certain which element the URL names.
  addEventListener('load', () => {
    const answer = document.querySelector(':target .answer');
    if (!answer) return;
    const ranges = rangesOf(answer, new RegExp(wanted.join('|'), 'giu'));
    const found = new Highlight();
    for (const range of ranges) found.add(range);
    CSS.highlights.set(name, found);
    const first = ranges[0]?.getBoundingClientRect();
    if (first && first.bottom > innerHeight) scrollBy(0, first.top - innerHeight / 3);
  });
}

/** The words of a text in a row, whatever stands between them; single characters of scripts without spaces anywhere. */
function patternOf(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu);
  if (!words) return undefined;
  // What words are made of does not stand between them: the pattern would match in very many ways.
  const pattern = words.join('[^\\p{L}\\p{M}\\p{N}]*');
  return /^[\u0e00-\uffff]/.test(text) ? pattern : `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`;
}

function rangesOf(answer: Element, pattern: RegExp): readonly Range[] {
  const nodes: { readonly node: Node; readonly end: number }[] = [];
  const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    text += walker.currentNode.nodeValue;
    nodes.push({ node: walker.currentNode, end: text.length });
  }
  let at = 0;
  const place = (offset: number, isEnd: 0 | 1): { readonly node: Node; readonly offset: number } => {
    // What was found lies in the text of these nodes.
    while ((nodes[at]?.end as number) < offset + 1 - isEnd) at += 1;
    const { node, end } = nodes[at] as (typeof nodes)[number];
    return { node, offset: offset - end + (node.nodeValue as string).length };
  };
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => {
    const range = new Range();
    const start = place(index, 0);
    range.setStart(start.node, start.offset);
    const end = place(index + found.length, 1);
    range.setEnd(end.node, end.offset);
    return range;
  });
}
