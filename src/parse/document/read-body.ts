import { anchorPrefixes, type Body } from '../../model/report.js';
import { locateContents, type PartContents, type ReadContext } from '../question/part-contents.js';
import { linesOfExcerpt, withNotes } from '../text/full-excerpt.js';
import { readProse } from '../text/prose.js';
import { countRawWords } from '../text/words.js';
import { headingIds } from './anchors.js';
import type { HeadingLine } from './heading-lines.js';
import { excerptOfLines, joinExcerpts, spanOfLines } from './source.js';

/** Parses a report without recognised questions: its whole text is treated like an answer. */
export function readBody(context: ReadContext, title: HeadingLine | undefined): PartContents & { readonly body: Body } {
  const { source, references, notes, plainDollars } = context;
  const { bodyStart, lines } = source;
  const excerpt = joinExcerpts(
    excerptOfLines(source, bodyStart, title?.line ?? bodyStart),
    excerptOfLines(source, title?.bodyLine ?? bodyStart, lines.length),
  );
  const full = withNotes(excerpt, notes);
  const prose = readProse(full, references, { plainDollars });
  const contents = locateContents(context, full, prose, { context: 'answer', anchorPrefix: anchorPrefixes.body });
  const ids = headingIds(
    prose.headings.map(({ text }) => text),
    anchorPrefixes.body,
  );
  const body: Body = {
    ...excerpt,
    status: prose.visible || contents.figures.length > 0 ? 'answered' : 'empty',
    words: prose.words,
    characters: prose.characters,
    rawWords: countRawWords(excerpt.markdown),
    codeLines: linesOfExcerpt(prose.codeLines, excerpt),
    figures: contents.figures,
    placeholders: [],
    headings: prose.headings.map(({ text, level }, index) => ({ text, level, id: ids[index] ?? '' })),
    span: spanOfLines(source, bodyStart, lines.length),
  };
  return { ...contents, body };
}
