import type { Constraint } from '../../model/constraint.js';
import type { Prompt } from '../../model/report.js';
import { spanOfLines, trimExcerpt } from '../document/source.js';
import { readConstraints, readLimits } from '../limits/limits.js';
import type { TemplateQuestion, WrittenPrompt } from '../template/template.js';
import { readAllButWords } from '../text/prose.js';
import { readPrompt } from './prompt.js';
import type { QuestionInput } from './question-input.js';
import { type Side, sideOf } from './read-side.js';
import type { QuestionParts } from './split-question.js';

/** A question's prompt with its limits, how it is written, and what was found in it. */
export interface QuestionPrompt extends Side {
  readonly prompt: Prompt;
  readonly constraints: readonly Constraint[];
  readonly written: WrittenPrompt;
}

/** Reads the prompt of a question. What the template's own question says of the same words is not found out again. */
export function readQuestionPrompt(
  { context, start, id, known }: QuestionInput,
  { prompt: lines, answerStart }: QuestionParts,
): QuestionPrompt {
  const { source, references } = context;
  const excerpt = trimExcerpt(lines);
  const { markdown } = excerpt;
  const firstLine = (excerpt.origin[0]?.line ?? start.bodyLine + 1) - 1;
  const own: Prompt | undefined =
    lines.length > 0
      ? { ...readPrompt(lines), from: 'report', span: spanOfLines(source, firstLine, answerStart) }
      : undefined;
  // Link definitions may give the same words another meaning.
  const isPlain = isEmpty(references);
  const knownProse = isPlain && known?.written.markdown === markdown ? known.written.prose : undefined;
  const prose = knownProse ?? readAllButWords(excerpt, references);
  const where = { context: 'prompt', question: start.key, anchorPrefix: `${id}-prompt` } as const;
  return {
    ...sideOf(context, excerpt, prose, where),
    prompt: choosePrompt(own, known),
    constraints: chooseConstraints(own, known),
    written: { markdown, ...(isPlain ? { prose } : {}) },
  };
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

const noPrompt: Prompt = { text: '', from: 'report' };

/** The report's own prompt; the template's for what the report deleted of it. */
function choosePrompt(own: Prompt | undefined, known: TemplateQuestion | undefined): Prompt {
  if (!own || own.text === '') return known?.prompt ?? own ?? noPrompt;
  const length = own.length ?? known?.prompt.length;
  const example = own.example ?? known?.prompt.example;
  return { ...own, ...(length === undefined ? {} : { length }), ...(example === undefined ? {} : { example }) };
}

/** The template's limits; without a template that fits, those of the report. */
function chooseConstraints(prompt: Prompt | undefined, known: TemplateQuestion | undefined): readonly Constraint[] {
  if (!known) return prompt ? readConstraints(prompt) : [];
  if (!prompt) return known.constraints;
  const { span } = prompt;
  const same = prompt.text === known.prompt.text && prompt.length === known.prompt.length;
  const stated = same ? undefined : readLimits(prompt);
  return known.constraints.map((constraint) => {
    const { kind, min, max, from } = constraint;
    const own = stated?.[kind];
    const isStated = same || (own !== undefined && own.min === min && own.max === max);
    return from === 'template' && isStated ? { ...constraint, from: 'prompt', ...(span ? { span } : {}) } : constraint;
  });
}
