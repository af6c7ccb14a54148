import type { Prompt, Question } from '../model/report.js';
import { readAnyLabel } from './label.js';
import { type Document, readDocument, readOutline } from './outline.js';
import { parseDocument } from './parse-report.js';
import type { WrittenQuestion } from './read-question.js';
import { wordingOf, wordsOf } from './similarity.js';
import { readSource } from './source.js';
import type { Template, TemplateQuestion } from './template.js';

/** Reads a template. A file without a numbered question is no template: the result has no questions. */
export function parseTemplate(text: string, name: string): Template {
  const document = readDocument(readSource(text, name));
  const labels = learnLabels(document);
  const { report, written } = parseDocument(document, {
    asTemplate: { labels },
    path: name,
    slug: name,
    group: name,
    templates: [],
  });
  const questions = report.sections.flatMap((section) =>
    section.questions.flatMap((question) => {
      const source = written.get(question.id);
      return source ? [[question.number, toTemplateQuestion(question, section.title, source)] as const] : [];
    }),
  );
  return {
    name,
    questions: new Map(questions),
    sections: report.sections
      .filter(({ title }) => title !== '')
      .map(({ title, intro }) => ({ title, wording: wordingOf(title), intro: wordsOf(intro?.markdown ?? '') })),
    labels,
    report,
  };
}

/**
 * Finds the word that numbers a template's questions: the one that most headings with a prompt have, or, where no
 * question is quoted, most headings with a number. It may be none: `### 3. Results`.
 */
function learnLabels(document: Document): ReadonlySet<string> {
  const numbered = readOutline(document).landmarks.flatMap(({ title, prompted }) => {
    const label = readAnyLabel(title);
    return label ? [{ ...label, prompted }] : [];
  });
  const quoted = numbered.filter(({ prompted }) => prompted);
  const counts = new Map<string, number>();
  for (const { label } of quoted.length > 0 ? quoted : numbered) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Set(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 1)
      .map(([label]) => label),
  );
}

function toTemplateQuestion(question: Question, section: string, written: WrittenQuestion): TemplateQuestion {
  const { prompt, constraints, number, title } = question;
  const paragraphs = [prompt.text, prompt.length ?? '', prompt.example ?? '']
    .flatMap((part) => part.split(/\n\s*\n/))
    .map(wordsOf)
    .filter((words) => words.length > 0);
  return {
    number,
    title,
    prompt: withoutSpan({ ...prompt, from: 'template' }),
    constraints: constraints.map(({ span: _, ...constraint }) => ({ ...constraint, from: 'template' })),
    words: wordsOf(prompt.text),
    paragraphs,
    placeholder: written.answer,
    written: written.prompt,
    section,
  };
}

function withoutSpan({ span: _, ...prompt }: Prompt): Prompt {
  return prompt;
}
