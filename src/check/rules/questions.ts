/** The rules about which questions a report holds. */
import type { Finding } from '../../model/diagnostic.js';
import { type Question, questionsOf } from '../../model/report.js';
import type { Span } from '../../model/span.js';
import { similarity, wordsOf } from '../../parse/similarity.js';
import type { CheckInput, Rule } from '../rule.js';

export const questionMissing: Rule = {
  name: 'question-missing',
  meaning: 'A question of the template is not in the report.',
  remedy: 'Put the question back, with its heading and prompt.',
  find: ({ report, template }) => {
    if (questionsOf(report).length === 0 && report.missing.length === 0) return [noQuestion(report.source.path)];
    return report.missing.map((number) => {
      const before = questionsOf(report).findLast((question) => question.number < number);
      const heading = template?.questions.get(number)?.title ?? `Question ${number}`;
      const where = before ? `after “${before.title}”` : 'before the first question';
      return {
        rule: 'question-missing',
        message: `“${heading}” of the template is missing. Put its heading and prompt back ${where}.`,
        span: before?.span ?? firstLine(report.source.path),
        question: number,
      };
    });
  },
};

function noQuestion(path: string): Finding {
  const message = 'No question was found in this report. Start from the course’s template, and keep its headings.';
  return { rule: 'question-missing', message, span: firstLine(path) };
}

export const questionDuplicate: Rule = {
  name: 'question-duplicate',
  meaning: 'Two questions have the same number.',
  remedy: 'Keep one, or correct the number.',
  find: ({ report }) => {
    const first = new Map<number, Question>();
    return questionsOf(report).flatMap((question) => {
      const earlier = first.get(question.number);
      if (!earlier) {
        first.set(question.number, question);
        return [];
      }
      const message = `Question ${question.number} was already asked on line ${earlier.span.line}. Keep one of the two, or correct the number.`;
      return [{ rule: 'question-duplicate', message, span: question.span, question: question.number }];
    });
  },
};

export const questionUnknown: Rule = {
  name: 'question-unknown',
  meaning: 'A question is not in the template.',
  remedy: 'Correct its number, or move its text to the question it answers.',
  find: ({ report, template }) =>
    template
      ? questionsOf(report)
          .filter((question) => !template.questions.has(question.number))
          .map((question) => ({
            rule: 'question-unknown',
            message: `The template has no question ${question.number}. Correct the number, or move the text to the question it answers.`,
            span: question.span,
            question: question.number,
          }))
      : [],
};

export const promptChanged: Rule = {
  name: 'prompt-changed',
  meaning: 'A prompt is not the template’s, or the whole report is from another template.',
  remedy: 'Put the template’s wording back.',
  find: (input) => [...otherTemplate(input), ...changedPrompts(input)],
};

function otherTemplate({ report }: CheckInput): ReturnType<Rule['find']> {
  const match = report.template;
  // A report without questions is told as such.
  if (!match || match.fits || match.compared === 0) return [];
  const message = `This report was not written from ${match.name}: ${match.agreeing} of its ${match.compared} prompts are found there under the same number. Limits are read from the report’s own prompts.`;
  return [{ rule: 'prompt-changed', message, span: firstLine(report.source.path) }];
}

function changedPrompts({ report, template }: CheckInput): ReturnType<Rule['find']> {
  return questionsOf(report).flatMap((question) => {
    const known = template?.questions.get(question.number);
    const { prompt } = question;
    if (!known || !prompt.span || prompt.from === 'template' || prompt.text === known.prompt.text) return [];
    // An added name or a renamed sample figure changes nothing that is asked.
    if (similarity(wordsOf(prompt.text), known.words) >= 0.9) return [];
    return [
      {
        rule: 'prompt-changed' as const,
        message: `The prompt of question ${question.number} is not the template’s. Put the template’s wording back, so that the answer is read against what was asked.`,
        span: prompt.span,
        question: question.number,
      },
    ];
  });
}

function firstLine(path: string): Span {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
