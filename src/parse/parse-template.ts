import { type Prompt, type Question, questionsOf } from '../model/report.js';
import { readAnyLabel } from './label.js';
import { parseReport } from './parse-report.js';
import { wordsOf } from './similarity.js';
import type { Template, TemplateQuestion } from './template.js';

/** Reads a template. A file without a numbered question is no template: the result has no questions. */
export function parseTemplate(text: string, name: string, digest: string): Template {
  const { report, answerSources } = parseReport({ text, path: name, slug: name, group: name, digest, templates: [] });
  const questions = report.sections.flatMap((section) =>
    section.questions.map(
      (question) =>
        [question.number, toTemplateQuestion(question, section.title, answerSources.get(question.id) ?? '')] as const,
    ),
  );
  const labels = new Set(questionsOf(report).flatMap((question) => readAnyLabel(question.title)?.label ?? []));
  return {
    name,
    questions: new Map(questions),
    sections: report.sections
      .filter(({ title }) => title !== '')
      .map(({ title, intro }) => ({ title, intro: wordsOf(intro?.markdown ?? '') })),
    labels,
    report,
  };
}

function toTemplateQuestion(question: Question, section: string, placeholder: string): TemplateQuestion {
  const { prompt, constraints, number, title } = question;
  const paragraphs = [prompt.text, prompt.length ?? '', prompt.example ?? '']
    .flatMap((part) => part.split(/\n\s*\n/))
    .filter((part) => part.trim() !== '');
  return {
    number,
    title,
    prompt: withoutSpan({ ...prompt, from: 'template' }),
    constraints: constraints.map(({ span: _, ...constraint }) => ({ ...constraint, from: 'template' })),
    words: wordsOf(prompt.text),
    paragraphs,
    placeholder,
    section,
  };
}

function withoutSpan({ span: _, ...prompt }: Prompt): Prompt {
  return prompt;
}
