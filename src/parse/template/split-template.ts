import { linesBetween, type SourceText } from '../document/source.js';
import { statesLimit } from '../limits/limits.js';
import { type QuestionParts, splitQuestion } from '../question/split-question.js';
import { type BodyBlock, bodyBlocks, isAnswerPlace } from './answer-place.js';

/** The lines of a template's question. */
export interface TemplateParts extends QuestionParts {
  /** Whether its prompt is a quotation. */
  readonly quoted: boolean;
}

/**
 * Splits the lines of a template's question into what is asked and the place for the answer. Behind a quotation every text
 * is that place, unless it states a limit or such a place follows it; without one everything is asked up to the place.
 *
 * @param shared What stands at the end of several questions of the template.
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
  const place = placeAmong(blocks, shared, quoted);
  const asked = rest.slice(0, place);
  if (quoted && asked.every(({ text }) => text.trim() === '')) return { ...parts, quoted };
  const answer = rest.slice(place);
  return {
    prompt: [...parts.prompt, ...asked],
    answer,
    answerStart: answer[0]?.line ?? to,
    quoted,
  };
}

/** The line at which the place for the answer begins, relative to the first. */
function placeAmong(blocks: readonly BodyBlock[], shared: ReadonlySet<string>, quoted: boolean): number {
  const alone = blocks.length === 1 && !quoted;
  const isPlace = (block: BodyBlock): boolean => isAnswerPlace(block, shared, alone);
  let first = blocks.length;
  while (first > 0 && isPlaceOrSkeleton(blocks, first - 1, isPlace)) first -= 1;
  if (quoted && first === blocks.length && !blocks.some(({ text }) => statesLimit(text))) return 0;
  return blocks[first]?.start ?? blocks.at(-1)?.end ?? 0;
}

/** An empty table behind what is asked is there to be filled in. */
function isPlaceOrSkeleton(
  blocks: readonly BodyBlock[],
  index: number,
  isPlace: (block: BodyBlock) => boolean,
): boolean {
  const block = blocks[index];
  if (!block) return false;
  return isPlace(block) || (block.type === 'table_open' && index > 0);
}
