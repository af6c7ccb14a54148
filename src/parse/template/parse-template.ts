import { groupBy } from '../../model/group-by.js';
import { type Prompt, type Question, questionsOf } from '../../model/report.js';
import { readDocument } from '../document/outline.js';
import { readSource, type SourceText } from '../document/source.js';
import { readLimits } from '../limits/limits.js';
import { parseDocument } from '../parse-report.js';
import { identityOf } from '../question/label.js';
import type { WrittenQuestion } from '../question/read-question.js';
import { wordingOf, wordsOf } from '../text/similarity.js';
import { learnQuestions } from './learn-questions.js';
import type { Template, TemplateQuestion } from './template.js';

/** Parses a template. A file without prompts is not a template: the result has no questions. */
export function parseTemplate(text: string, name: string): Template {
  const source = readSource(text, name);
  const document = readDocument(source);
  const learned = learnQuestions(document);
  const { report, written } = parseDocument(document, {
    asTemplate: learned,
    path: name,
    slug: name,
    group: name,
    templates: [],
  });
  const questions = new Map(
    report.sections.flatMap((section) =>
      section.questions.flatMap((question) => {
        const parts = written.get(question.id);
        return parts ? [[question.key, toTemplateQuestion(question, section.title, parts)] as const] : [];
      }),
    ),
  );
  const labelled = learned.starts.map(({ key }, index) => ({ key, label: learned.startLabels[index] }));
  const byLabel = groupBy(labelled, ({ label }) => (label ? identityOf(label) : ''));
  return {
    name,
    source,
    questions,
    byLabel: new Map([...byLabel].map(([identity, all]) => [identity, all.map(({ key }) => key)])),
    sections: report.sections
      .filter(({ title }) => title !== '')
      .map(({ title, intro }) => ({ title, wording: wordingOf(title), intro: wordsOf(intro?.markdown ?? '') })),
    headings: learned.outline.headingLines.map(({ title, line }) => ({ text: title, line: line + 1 })),
    labels: learned.labels,
    unclear: questionsOf(report).flatMap((question) => {
      const line = unclearLine(source, question);
      return line === undefined ? [] : [{ key: question.key, line }];
    }),
    report,
  };
}

/** The line (1-based) with a length that could not be interpreted. */
function unclearLine({ lines }: SourceText, { prompt, constraints }: Question): number | undefined {
  if (!prompt.span || constraints.some(({ kind }) => kind !== 'figures') || !readLimits(prompt).unclear)
    return undefined;
  const { line, endLine } = prompt.span;
  const at = lines.slice(line - 1, endLine).findIndex((text) => readLimits({ text: '', length: text }).unclear);
  return line + Math.max(at, 0);
}

function toTemplateQuestion(question: Question, section: string, written: WrittenQuestion): TemplateQuestion {
  const { prompt, constraints, key, label, number, title } = question;
  const paragraphs = [prompt.text, prompt.length ?? '', prompt.example ?? '']
    .flatMap((part) => part.split(/\n\s*\n/))
    .map(wordsOf)
    .filter((words) => words.length > 0);
  return {
    key,
    label,
    number,
    title,
    prompt: withoutSpan({ ...prompt, from: 'template' }),
    constraints: constraints.map(({ span: _, ...constraint }) => ({ ...constraint, from: 'template' })),
    words: wordsOf(prompt.text),
    paragraphs,
    placeholder: written.answer,
    written: written.prompt,
    section,
    quoted: written.quoted,
  };
}

function withoutSpan({ span: _, ...prompt }: Prompt): Prompt {
  return prompt;
}
