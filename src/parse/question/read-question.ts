import type { Question } from '../../model/report.js';
import { spanOfLines } from '../document/source.js';
import { splitTemplateQuestion } from '../template/split-template.js';
import type { WrittenPrompt } from '../template/template.js';
import type { PartContents, QuestionInput } from './part-contents.js';
import { readAnswer } from './read-answer.js';
import { readQuestionPrompt } from './read-question-prompt.js';
import { splitQuestion } from './split-question.js';

/** The source of a question. */
export interface WrittenQuestion {
  readonly prompt: WrittenPrompt;
  /** Only for a template's question. */
  readonly answer: string;
  /** For a template's question: whether its prompt is a blockquote. */
  readonly quoted: boolean;
}

/** A question with its source, and the figures, links and problems in it. */
export interface ReadQuestion extends PartContents {
  readonly question: Question;
  readonly written: WrittenQuestion;
}

/** Parses one question: prompt, limits and answer. */
export function readQuestion(input: QuestionInput): ReadQuestion {
  const { context, start, end, id, known, shared } = input;
  const { source } = context;
  const { key, label, number, title, matchedBy } = start;
  const parts = shared
    ? splitTemplateQuestion(source, start.bodyLine, end, shared)
    : { ...splitQuestion(source, start.bodyLine, end, known), quoted: known?.quoted ?? true };
  const asked = readQuestionPrompt(input, parts);
  const answered = readAnswer(input, parts);
  const question: Question = {
    id,
    key,
    label,
    number,
    title,
    matchedBy,
    prompt: asked.prompt,
    constraints: asked.constraints,
    answer: answered.answer,
    span: spanOfLines(source, start.line, start.bodyLine),
  };
  return {
    question,
    written: {
      prompt: asked.written,
      answer: shared ? source.lines.slice(parts.answerStart, end).join('\n') : '',
      quoted: parts.quoted,
    },
    figures: [...asked.figures, ...answered.figures],
    links: [...asked.links, ...answered.links],
    targets: [{ text: title, id, line: start.line + 1 }, ...answered.targets],
    named: [...asked.named, ...answered.named],
    findings: [...asked.findings, ...answered.findings],
    formulas: answered.formulas,
  };
}
