import { anchorPrefixes, type Body } from '../../model/report.js';
import { type ReadContext, type Side, sideOf } from '../question/read-side.js';
import { readProse } from '../text/prose.js';
import { countRawWords } from '../text/words.js';
import { headingIds } from './anchors.js';
import type { Landmark } from './landmarks.js';
import { excerptOfLines, joinExcerpts, spanOfLines } from './source.js';

/** Reads a report without recognised questions: all that it says is what an answer says, but to no question. */
export function readBody(context: ReadContext, title: Landmark | undefined): Side & { readonly body: Body } {
  const { source, references } = context;
  const { bodyStart, lines } = source;
  const excerpt = joinExcerpts(
    excerptOfLines(source, bodyStart, title?.line ?? bodyStart),
    excerptOfLines(source, title?.bodyLine ?? bodyStart, lines.length),
  );
  const prose = readProse(excerpt, references);
  const side = sideOf(context, excerpt, prose, { context: 'answer', anchorPrefix: anchorPrefixes.body });
  const ids = headingIds(
    prose.headings.map(({ text }) => text),
    anchorPrefixes.body,
  );
  const body: Body = {
    ...excerpt,
    status: prose.visible ? 'answered' : 'empty',
    words: prose.words,
    characters: prose.characters,
    rawWords: countRawWords(excerpt.markdown),
    codeLines: prose.codeLines,
    figures: side.figures,
    placeholders: [],
    headings: prose.headings.map(({ text, level }, index) => ({ text, level, id: ids[index] ?? '' })),
    span: spanOfLines(source, bodyStart, lines.length),
  };
  return { ...side, body };
}
