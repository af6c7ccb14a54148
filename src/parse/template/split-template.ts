import { linesBetween, type SourceText } from '../document/source.js';
import { statesLimit } from '../limits/limits.js';
import { type QuestionParts, splitQuestion } from '../question/split-question.js';
import { type BodyBlock, bodyBlocks, isAnswerField } from './answer-field.js';

/** The lines of the parts of a template's question. */
export interface TemplateParts extends QuestionParts {
  /** Whether its prompt is a blockquote. */
  readonly quoted: boolean;
}

/**
 * Splits a template's question into prompt and answer field. After a quoted prompt all text is the answer field, unless
 * it states a limit or an answer field follows it; without one everything is prompt up to the answer field.
 *
 * @param shared Texts at the end of several questions of the template.
 */
export function splitTemplateQuestion(
  source: SourceText,
  from: number,
  to: number,
  shared: ReadonlySet<string>,
): TemplateParts {
  const parts = splitQuestion(source, from, to);
  const quoted = parts.prompt.length > 0;
  const rest = linesBetween(source, quoted ? parts.answerStart : from, to);
  const blocks = bodyBlocks(rest);
  const start = findAnswerField(blocks, shared, quoted);
  const asked = rest.slice(0, start);
  if (quoted && asked.every(({ text }) => text.trim() === '')) return { ...parts, quoted };
  const answer = rest.slice(start);
  return {
    prompt: [...parts.prompt, ...asked],
    answer,
    answerStart: answer[0]?.line ?? to,
    quoted,
  };
}

/** The first line of the answer field, relative to the first line. */
function findAnswerField(blocks: readonly BodyBlock[], shared: ReadonlySet<string>, quoted: boolean): number {
  const alone = blocks.length === 1 && !quoted;
  const isField = (block: BodyBlock): boolean => isAnswerField(block, shared, alone);
  let first = blocks.length;
  while (first > 0 && isFieldOrTable(blocks, first - 1, isField)) first -= 1;
  if (quoted && first === blocks.length && !blocks.some(({ text }) => statesLimit(text))) return 0;
  return blocks[first]?.start ?? blocks.at(-1)?.end ?? 0;
}

/** A table after the prompt is there to be filled in. */
function isFieldOrTable(blocks: readonly BodyBlock[], index: number, isField: (block: BodyBlock) => boolean): boolean {
  const block = blocks[index];
  if (!block) return false;
  return isField(block) || (block.type === 'table_open' && index > 0);
}
