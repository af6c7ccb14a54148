import type { Constraint } from '../model/constraint.js';
import type { Answer, AnswerStatus, Prompt, Question } from '../model/report.js';
import { cleanAnswer } from './clean-answer.js';
import { readConstraints } from './constraints.js';
import type { QuestionStart } from './find-questions.js';
import { readPrompt } from './prompt.js';
import { type Prose, readAllButWords, readProse } from './prose.js';
import { type ReadContext, type Side, sideOf } from './read-side.js';
import { spanInLine, spanOfLines, trimExcerpt } from './source.js';
import { splitQuestion } from './split-question.js';
import type { TemplateQuestion } from './template.js';
import { countRawWords } from './words.js';
import type { WrittenPrompt } from './written-prompt.js';

/** A question on its way into the model. */
export interface QuestionInput {
  readonly context: ReadContext;
  readonly start: QuestionStart;
  /** The first line (0-based) that belongs to whatever follows. */
  readonly end: number;
  readonly id: string;
  /** What the template says about the question. */
  readonly known?: TemplateQuestion;
}

/** A question as it is written. */
export interface WrittenQuestion {
  readonly prompt: WrittenPrompt;
  readonly answer: string;
}

/** A question, how it is written, and everything found in it. */
export interface ReadQuestion extends Side {
  readonly question: Question;
  readonly written: WrittenQuestion;
}

/** Reads one question: prompt, limits and answer. */
export function readQuestion({ context, start, end, id, known }: QuestionInput): ReadQuestion {
  const { source, references } = context;
  const { number, title, matchedBy } = start;
  const parts = splitQuestion(source, start.bodyLine, end, known?.paragraphs);
  const promptExcerpt = trimExcerpt(parts.prompt);
  const promptStart = (promptExcerpt.origin[0]?.line ?? start.bodyLine + 1) - 1;
  const own: Prompt | undefined =
    parts.prompt.length > 0
      ? { ...readPrompt(parts.prompt), from: 'report', span: spanOfLines(source, promptStart, parts.answerStart) }
      : undefined;
  const { excerpt, placeholders } = cleanAnswer(parts.answer, known?.placeholder);
  const prose = readProse(excerpt, references);
  const answerSide = sideOf(context, excerpt, prose, { context: 'answer', question: number, anchorPrefix: id });
  const isPlain = Object.keys(references).length === 0;
  const alike = isPlain && known?.written.markdown === promptExcerpt.markdown;
  const promptProse = (alike && known.written.prose) || readAllButWords(promptExcerpt, references);
  const promptSide = sideOf(context, promptExcerpt, promptProse, {
    context: 'prompt',
    anchorPrefix: `${id}-prompt`,
    question: number,
  });
  const answer: Answer = {
    ...excerpt,
    status: statusOf(prose, placeholders.length > 0),
    words: prose.words,
    rawWords: countRawWords(parts.answer.map((line) => line.text).join('\n')),
    codeLines: prose.codeLines,
    figures: answerSide.figures,
    placeholders: placeholders.map(({ line, column, length }) => spanInLine(source.path, line, column, length)),
    span: spanOfLines(source, Math.min(parts.answerStart, end - 1), end),
  };
  const question: Question = {
    id,
    number,
    title,
    matchedBy,
    prompt: choosePrompt(own, known),
    constraints: chooseConstraints(own, known),
    answer,
    span: spanOfLines(source, start.line, start.bodyLine),
  };
  return {
    question,
    written: {
      prompt: { markdown: promptExcerpt.markdown, ...(isPlain ? { prose: promptProse } : {}) },
      answer: source.lines.slice(parts.answerStart, end).join('\n'),
    },
    figures: [...promptSide.figures, ...answerSide.figures],
    links: [...promptSide.links, ...answerSide.links],
    targets: [{ text: title, id, line: start.line + 1 }, ...answerSide.targets],
    findings: [...promptSide.findings, ...answerSide.findings],
  };
}

function statusOf(prose: Prose, hasPlaceholder: boolean): AnswerStatus {
  if (prose.visible) return 'answered';
  return hasPlaceholder ? 'placeholder' : 'empty';
}

const noPrompt: Prompt = { text: '', from: 'report' };

/** The report's own prompt; the template's for what the report deleted of it. */
function choosePrompt(own: Prompt | undefined, known: TemplateQuestion | undefined): Prompt {
  if (!own || own.text === '') return known?.prompt ?? own ?? noPrompt;
  const length = own.length ?? known?.prompt.length;
  const example = own.example ?? known?.prompt.example;
  return { ...own, ...(length === undefined ? {} : { length }), ...(example === undefined ? {} : { example }) };
}

/** Limits the report states itself; those it lost, from the template. */
function chooseConstraints(prompt: Prompt | undefined, known: TemplateQuestion | undefined): readonly Constraint[] {
  const own = prompt ? constraintsOf(prompt, known) : [];
  const lost = (known?.constraints ?? []).filter((constraint) => !own.some(({ kind }) => kind === constraint.kind));
  return [...own, ...lost];
}

function constraintsOf(prompt: Prompt, known: TemplateQuestion | undefined): readonly Constraint[] {
  const same = prompt.text === known?.prompt.text && prompt.length === known.prompt.length;
  if (!same) return readConstraints(prompt);
  const { span } = prompt;
  return known.constraints.map((constraint) => ({ ...constraint, from: 'prompt', ...(span ? { span } : {}) }));
}
