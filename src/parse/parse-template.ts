import type { Prompt, Question } from '../model/report.js';
import { readAnyLabel } from './label.js';
import { readOutline } from './outline.js';
import { parseReport } from './parse-report.js';
import { wordsOf } from './similarity.js';
import { readSource, type SourceText } from './source.js';
import type { Template, TemplateQuestion } from './template.js';

/** Reads a template. A file without a numbered question is no template: the result has no questions. */
export function parseTemplate(text: string, name: string, digest: string): Template {
  const labels = learnLabels(readSource(text, name));
  const { report, answerSources } = parseReport({
    asTemplate: { labels },
    text,
    path: name,
    slug: name,
    group: name,
    digest,
    templates: [],
  });
  const questions = report.sections.flatMap((section) =>
    section.questions.map(
      (question) =>
        [question.number, toTemplateQuestion(question, section.title, answerSources.get(question.id) ?? '')] as const,
    ),
  );
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

/**
 * Finds the word that numbers a template's questions: the one that most headings with a prompt have, or, where no
 * question is quoted, most headings with a number. It may be none: `### 3. Results`.
 */
function learnLabels(source: SourceText): ReadonlySet<string> {
  const numbered = readOutline(source).landmarks.flatMap(({ title, prompted }) => {
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
