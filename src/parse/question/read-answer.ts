import type { Answer, AnswerStatus } from '../../model/report.js';
import { spanInLine, spanOfLines } from '../document/source.js';
import { type Prose, readProse } from '../text/prose.js';
import { countRawWords } from '../text/words.js';
import { cleanAnswer } from './clean-answer.js';
import type { QuestionInput } from './question-input.js';
import { type Side, sideOf } from './read-side.js';
import type { QuestionParts } from './split-question.js';

/** Reads what was written to a question, and everything that was found in it. */
export function readAnswer(
  { context, start, end, id, known }: QuestionInput,
  { answer: lines, answerStart }: QuestionParts,
): Side & { readonly answer: Answer } {
  const { source, references } = context;
  const { excerpt, placeholders } = cleanAnswer(lines, known?.placeholder);
  const prose = readProse(excerpt, references);
  const side = sideOf(context, excerpt, prose, { context: 'answer', question: start.key, anchorPrefix: id });
  const answer: Answer = {
    ...excerpt,
    status: statusOf(prose, placeholders.length > 0),
    words: prose.words,
    characters: prose.characters,
    rawWords: countRawWords(lines.map((line) => line.text).join('\n')),
    codeLines: prose.codeLines,
    figures: side.figures,
    placeholders: placeholders.map(({ line, column, length }) => spanInLine(source.path, line, column, length)),
    span: spanOfLines(source, Math.min(answerStart, end - 1), end),
  };
  return { ...side, answer };
}

function statusOf(prose: Prose, hasPlaceholder: boolean): AnswerStatus {
  if (prose.visible) return 'answered';
  return hasPlaceholder ? 'placeholder' : 'empty';
}
