import type { Constraint } from '../../model/constraint.js';
import type { Prompt } from '../../model/report.js';
import { spanOfLines, trimExcerpt } from '../document/source.js';
import { readConstraints, readLimits } from '../limits/limits.js';
import type { TemplateQuestion, WrittenPrompt } from '../template/template.js';
import { withNotes } from '../text/full-excerpt.js';
import { readWithoutWords } from '../text/prose.js';
import { locateContents, type PartContents, type QuestionInput } from './part-contents.js';
import { readPrompt } from './prompt.js';
import type { QuestionParts } from './split-question.js';

/** A question's prompt with its limits, its source, and the figures, links and problems in it. */
export interface QuestionPrompt extends PartContents {
  readonly prompt: Prompt;
  readonly constraints: readonly Constraint[];
  readonly written: WrittenPrompt;
}

/** Parses the prompt of a question. If it equals the template's, the template's results are reused. */
export function readQuestionPrompt(
  { context, start, id, known }: QuestionInput,
  { prompt: lines, answerStart }: QuestionParts,
): QuestionPrompt {
  const { source, references, notes } = context;
  const excerpt = trimExcerpt(lines);
  const { markdown } = excerpt;
  const firstLine = (excerpt.origin[0]?.line ?? start.bodyLine + 1) - 1;
  const own: Prompt | undefined =
    lines.length > 0
      ? { ...readPrompt(lines), from: 'report', span: spanOfLines(source, firstLine, answerStart) }
      : undefined;
  const full = withNotes(excerpt, notes);
  // Link reference definitions and footnotes may change the meaning of the same text.
  const isPlain = isEmpty(references) && notes.size === 0;
  const knownProse = isPlain && known?.written.markdown === markdown ? known.written.prose : undefined;
  const prose = knownProse ?? readWithoutWords(full, references);
  const where = { context: 'prompt', question: start.key, anchorPrefix: `${id}-prompt` } as const;
  return {
    ...locateContents(context, full, prose, where),
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

/** The report's own prompt, with the parts that it lacks from the template. */
function choosePrompt(own: Prompt | undefined, known: TemplateQuestion | undefined): Prompt {
  if (!own || own.text === '') return known?.prompt ?? own ?? noPrompt;
  const length = own.length ?? known?.prompt.length;
  const example = own.example ?? known?.prompt.example;
  return { ...own, ...(length === undefined ? {} : { length }), ...(example === undefined ? {} : { example }) };
}

/** The template's limits, or those of the report without a template that fits. */
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
