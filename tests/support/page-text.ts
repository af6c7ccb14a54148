import { DomUtils, ElementType, parseDocument } from 'htmlparser2';

type Document = ReturnType<typeof parseDocument>;
type Nodes = Document['children'];

/** What the page of a report says under one question. */
export interface AnswerOnPage {
  /** All text, without what the generator itself puts into a box for a figure it could not show. */
  readonly text: string;
  /** Text, descriptions of pictures, and addresses of links. */
  readonly everything: string;
}

/** Reads the answers off a page, by the question's anchor. */
export function answersOnPage(html: string): ReadonlyMap<string, AnswerOnPage> {
  const document = parseDocument(html);
  const articles = DomUtils.getElementsByTagName('article', document);
  return new Map(
    articles.map((article) => {
      const answers = DomUtils.findAll(
        (element) => element.attribs['class']?.split(' ').includes('answer') ?? false,
        [article],
      );
      const nodes = answers.flatMap((answer) => answer.children);
      return [
        article.attribs['id'] ?? '',
        { text: textOf(nodes), everything: `${textOf(nodes)} ${allowedAttributes(nodes)}` },
      ] as const;
    }),
  );
}

function textOf(nodes: Nodes): string {
  return nodes
    .map((node) => {
      if (node.type === ElementType.Text) return node.data;
      if (node.type !== ElementType.Tag || node.attribs['class'] === 'figure-box-reason') return '';
      // Blocks and line breaks part words; inline elements do not.
      const inline = /^(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|samp|small|span|strong|sub|sup|u|var)$/.test(node.name);
      return inline ? textOf(node.children) : ` ${textOf(node.children)} `;
    })
    .join('');
}

function allowedAttributes(nodes: Nodes): string {
  return DomUtils.findAll(() => true, nodes)
    .flatMap((element) => [
      element.attribs['alt'],
      element.attribs['href'] && decodeURIComponent(element.attribs['href']),
    ])
    .filter((value) => value !== undefined)
    .join(' ');
}

/** Counts the words of a text: runs of letters and digits, letter case aside. */
function wordCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text
    .normalize('NFC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The words that `a` holds more often than `b`. */
export function wordsLacking(a: string, b: string): readonly string[] {
  const have = wordCounts(b);
  return [...wordCounts(a)].filter(([word, count]) => count > (have.get(word) ?? 0)).map(([word]) => word);
}
