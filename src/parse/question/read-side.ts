import { maxImages } from '../../markdown/limits/image-limit.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Excerpt } from '../../model/excerpt.js';
import type { Figure, FigureContext } from '../../model/figure.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Link } from '../../model/report.js';
import type { Span } from '../../model/span.js';
import { type HeadingTarget, headingIds } from '../document/anchors.js';
import { placeInSource, type SourceText } from '../document/source.js';
import { type Prose, type ProseLink, readAllButWords } from '../text/prose.js';

/** What every part of a document is read with. */
export interface ReadContext {
  readonly source: SourceText;
  /** Link definitions of the whole document. */
  readonly references: Record<string, { title: string; href: string }>;
  /** Where their addresses are written. */
  readonly definitions: ReadonlyMap<string, Span>;
  readonly isOwnFile: (href: string) => boolean;
}

/** Figures, links and problems of one part of a document. */
export interface Side {
  readonly figures: readonly Figure[];
  readonly links: readonly Link[];
  /** Headings that links may lead to. */
  readonly targets: readonly HeadingTarget[];
  readonly findings: readonly Finding[];
}

/** Files that browsers show as pictures, and those that cameras and office programs call pictures. */
const imageFile = /\.(?:png|jpe?g|jfif|gif|webp|svg|avif|bmp|tiff?|heic|heif)(?:[?#]|$)/i;
const hasScheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** Reads a part of a document that is no answer. `anchorPrefix` begins the anchors of its headings on the page. */
export function readSide(context: ReadContext, excerpt: Excerpt, anchorPrefix: string): Side {
  return sideOf(context, excerpt, readAllButWords(excerpt, context.references), { context: 'intro', anchorPrefix });
}

/** Turns what was found in a piece of Markdown into figures, links and findings with their places in the source. */
export function sideOf(
  { source, definitions, isOwnFile }: ReadContext,
  excerpt: Excerpt,
  prose: Prose,
  where: { readonly context: FigureContext; readonly question?: QuestionKey; readonly anchorPrefix: string },
): Side {
  const spanOf = (at: ProseLink['at'], length = 1): Span => {
    const { line, column } = placeInSource(excerpt, at);
    return { path: source.path, line, column, endLine: line, endColumn: column + length };
  };
  const question = where.question === undefined ? {} : { question: where.question };
  const isFigure = (link: ProseLink): boolean =>
    link.form === 'link' && imageFile.test(link.href) && (!hasScheme.test(link.href) || isOwnFile(link.href));
  const addressOf = ({ address, definition }: ProseLink): Span | undefined =>
    address ? spanOf(address.at, address.length) : definitions.get(definition ?? '');
  const figures = [...prose.images, ...prose.links.filter(isFigure)].map((link): Figure => {
    const { href, text, form, at } = link;
    const address = addressOf(link);
    const figure = { href, alt: text, form, context: where.context, ...question, span: spanOf(at) };
    return address ? { ...figure, address } : figure;
  });
  const links = prose.links
    .filter((link) => !isFigure(link))
    .map(({ href, text, at }): Link => ({ href, text, ...question, span: spanOf(at) }));
  const findings: Finding[] = [
    ...prose.removed.map(
      ({ what, at }): Finding => ({
        rule: 'html-removed',
        message: `Left out of the page: ${what}, which a reader would not see. Delete it, or write it as text.`,
        span: spanOf(at),
        ...question,
      }),
    ),
    ...prose.neverClosed.map(
      ({ what, at, literal }): Finding => ({
        rule: 'fence-unclosed',
        message: literal
          ? `${what} is never closed, so it is shown as it is written. Close it in the same paragraph with ${what.replace('<', '</')}, or, if it is no tag, put it between backticks.`
          : `${opened(what)} is never closed, so it ends where the next question begins. ${closing(what)}`,
        span: spanOf(at),
        ...question,
      }),
    ),
    ...(prose.firstExtraImage ? [tooManyImages(spanOf(prose.firstExtraImage))] : []),
  ];
  const ids = headingIds(
    prose.headings.map(({ text }) => text),
    where.anchorPrefix,
  );
  const targets = prose.headings.map(
    ({ text, line }, index): HeadingTarget => ({
      text,
      id: ids[index] ?? '',
      line: placeInSource(excerpt, { line, column: 0 }).line,
    }),
  );
  return { figures, links, targets, findings };
}

function tooManyImages(span: Span): Finding {
  const message = `An answer may have ${maxImages} figures; this one has more, and the others are shown as they are written. Leave out those that nobody needs.`;
  return { rule: 'report-too-large', message, span };
}

function opened(what: string): string {
  return what.startsWith('<') ? what : `This ${what}`;
}

function closing(what: string): string {
  if (what === 'comment') return 'Close it with `-->`.';
  return what === 'code block'
    ? 'Close it with a line of backticks like the one that opens it.'
    : `Close it with ${what.replace('<', '</')}.`;
}
