import { maxFormulas } from '../../markdown/limits/formula-limit.js';
import { maxImages } from '../../markdown/limits/image-limit.js';
import { maxBlockDepth, maxElementDepth } from '../../markdown/limits/nesting-limits.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Excerpt } from '../../model/excerpt.js';
import { diagramAddress, type Figure, type FigureContext } from '../../model/figure.js';
import type { Formula } from '../../model/formula.js';
import { htmlAnchorId } from '../../model/html-anchor.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { Anchor, Link, Note } from '../../model/report.js';
import type { Span } from '../../model/span.js';
import { type HeadingTarget, headingIds } from '../document/anchors.js';
import { placeInSource, type SourceText } from '../document/source.js';
import type { TemplateQuestion } from '../template/template.js';
import { withNotes } from '../text/full-excerpt.js';
import { readWithoutWords } from '../text/prose.js';
import type { Prose, ProseLink } from '../text/prose-contents.js';
import type { QuestionStart } from './question-start.js';

/** The document that a part is read from. */
export interface ReadContext {
  readonly source: SourceText;
  /** Link reference definitions of the whole document. */
  readonly references: Record<string, { title: string; href: string }>;
  /** The footnotes that the document refers to, by key. */
  readonly notes: ReadonlyMap<string, Note>;
  /** The spans of the URLs of link reference definitions. */
  readonly definitions: ReadonlyMap<string, Span>;
  readonly isOwnFile: (href: string) => boolean;
  /** Whether there are no formulas. */
  readonly plainDollars: boolean;
  /** Whether an address is that of a file exactly as written. */
  readonly isExactFile: (href: string) => boolean;
}

/** The input for parsing a question. */
export interface QuestionInput {
  readonly context: ReadContext;
  readonly start: QuestionStart;
  /** The first line (0-based) after the question. */
  readonly end: number;
  readonly id: string;
  /** The template's question. */
  readonly known?: TemplateQuestion;
  /** For a template: texts at the end of several questions, in the place of answers. */
  readonly shared?: ReadonlySet<string>;
}

/** Figures, links, headings and findings of one part of a document. */
export interface PartContents {
  readonly figures: readonly Figure[];
  readonly links: readonly Link[];
  /** The group's own; those of prompts and instructions are the course's. */
  readonly formulas: readonly Formula[];
  /** Headings as link targets. */
  readonly targets: readonly HeadingTarget[];
  /** HTML elements with a name as link targets. */
  readonly named: readonly Anchor[];
  readonly findings: readonly Finding[];
}

/** Image files that browsers show, and those of cameras and office programs. */
const imageFile = /\.(?:png|jpe?g|jfif|gif|webp|svg|avif|bmp|tiff?|heic|heif|jp2|j2k|jpx|jxl)(?:[?#]|$)/i;
const hasScheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/**
 * Reads a part of a document that is not an answer. `anchorPrefix` is the prefix of its headings' anchors on the page.
 */
export function readIntro(context: ReadContext, excerpt: Excerpt, anchorPrefix: string): PartContents {
  const full = withNotes(excerpt, context.notes);
  return locateContents(context, full, readWithoutWords(full, context.references), { context: 'intro', anchorPrefix });
}

/** Converts the contents of an excerpt to figures, links and findings with positions in the source. */
export function locateContents(
  { source, definitions, isOwnFile, isExactFile }: ReadContext,
  excerpt: Excerpt,
  prose: Prose,
  where: { readonly context: FigureContext; readonly question?: QuestionKey; readonly anchorPrefix: string },
): PartContents {
  const spanOf = (at: ProseLink['at'], length = 1): Span => {
    const { line, column } = placeInSource(excerpt, at);
    return { path: source.path, line, column, endLine: line, endColumn: column + length };
  };
  const question = where.question === undefined ? {} : { question: where.question };
  const isFigure = (link: ProseLink): boolean =>
    link.form === 'link' && imageFile.test(link.href) && (!hasScheme.test(link.href) || isOwnFile(link.href));
  const addressOf = ({ address, definition }: ProseLink): Span | undefined =>
    address ? spanOf(address.at, address.length) : definitions.get(definition ?? '');
  /** A thumbnail that is linked to its large version, or an image that is linked to itself: one figure. */
  const isThumbnail = ({ link }: ProseLink): boolean =>
    link !== undefined && imageFile.test(link.href) && isOwnFile(link.href);
  const imageLinks = prose.images.flatMap((image) => (image.link && !isThumbnail(image) ? [image.link] : []));
  const allLinks = [...prose.links, ...imageLinks];
  const figures = [...prose.images, ...allLinks.filter(isFigure)].map((link): Figure => {
    const { text, form, at, dark } = link;
    const large = isThumbnail(link) ? link.link : undefined;
    // The large version is the figure, unless the thumbnail's address is wrong, which has to be told.
    const shown = large && isExactFile(link.href) ? large : link;
    const address = addressOf(shown);
    const otherAddress = large && addressOf(shown === large ? link : large);
    const figure = {
      href: shown.href,
      alt: text,
      form,
      context: where.context,
      ...question,
      span: spanOf(at),
      ...(dark === undefined ? {} : { dark }),
      ...(otherAddress === undefined ? {} : { otherAddress }),
    };
    return address ? { ...figure, address } : figure;
  });
  const diagrams = prose.diagrams.map(
    ({ source: text, at }): Figure => ({
      href: diagramAddress(text),
      alt: '',
      form: 'diagram',
      context: where.context,
      ...question,
      span: spanOf(at),
    }),
  );
  const links = allLinks
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
          ? what === 'declaration'
            ? 'This declaration is never closed, so it is shown as it is written. Close it, or, if it is no HTML, put it between backticks.'
            : `${what} is never closed, so it is shown as it is written. Close it in the same paragraph with ${what.replace('<', '</')}, or, if it is no tag, put it between backticks.`
          : `${opened(what)} is never closed, so it ends where the next question begins. ${closing(what)}`,
        span: spanOf(at),
        ...question,
      }),
    ),
    ...(prose.nestingCut ? [tooDeep(spanOf(prose.nestingCut))] : []),
    ...(where.context === 'answer' ? prose.indentedLists : []).map(
      ({ at, shownAs }): Finding => ({
        rule: 'list-indented',
        message:
          shownAs === 'code'
            ? 'This looks like a list, but four spaces before its items make it code. Take them away; its words were counted.'
            : 'This looks like a list, but its items are indented by four spaces right below text, and so part of that paragraph. Take the spaces away, and put a blank line above the list.',
        span: spanOf(at),
        ...question,
      }),
    ),
    ...(prose.firstExtraImage ? [tooManyImages(spanOf(prose.firstExtraImage))] : []),
    ...(prose.firstExtraFormula ? [tooManyFormulas(spanOf(prose.firstExtraFormula))] : []),
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
  const formulas = prose.formulas.map(
    ({ source: tex, display, written, at }): Formula => ({
      source: tex,
      display,
      span: spanOf(at, (written.split('\n')[0] ?? '').length),
      ...question,
    }),
  );
  const named = prose.htmlTargets.map(
    (name): Anchor => ({ slug: name.toLowerCase(), id: htmlAnchorId(where.anchorPrefix, name) }),
  );
  return {
    figures: [...figures, ...diagrams],
    links,
    targets,
    named,
    findings,
    formulas: where.context === 'answer' ? formulas : [],
  };
}

function tooDeep(span: Span): Finding {
  const message = `Lists may be nested ${maxBlockDepth / 2} deep, quotations ${maxBlockDepth}, emphasis ${maxElementDepth}; here is more, and the markers beyond that are text, or do nothing. Use fewer levels.`;
  return { rule: 'report-too-large', message, span };
}

function tooManyImages(span: Span): Finding {
  const message = `An answer may have ${maxImages} figures; this one has more, and the others are shown as they are written. Leave out those that nobody needs.`;
  return { rule: 'report-too-large', message, span };
}

function tooManyFormulas(span: Span): Finding {
  const message = `An answer may have ${maxFormulas} formulas of 50,000 characters in all; this one has more, and the others are shown as they are written. Leave out those that nobody needs.`;
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
