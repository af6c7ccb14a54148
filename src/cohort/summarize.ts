import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.js';
import { type Prompt, questionsOf, type Report } from '../model/report.js';
import { countProblems } from '../model/report-progress.js';
import type { Template } from '../parse/template/template.js';
import { readableText } from '../render/html/readable-text.js';
import type { SafeHtml } from '../render/safe-html.js';
import type { QuestionView, ReportView } from '../render/views/report.js';
import { answerDigest, shortHash } from './short-hash.js';
import type { GroupSummary, QuestionContent, QuestionSummary, ReportContent } from './summary.js';

/** What a report is summarized from. */
export interface SummaryInput {
  readonly report: Report;
  /** The template that it fits. */
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  /** The data of its own page. */
  readonly view: ReportView;
  readonly excerpts: MovedExcerpts;
}

/** Makes excerpts of the report for a page in the folder `questions`. */
export interface MovedExcerpts {
  /** An answer of the report's page, and its source, which is empty for a question that the report lacks. */
  readonly answer: (question: QuestionView, markdown: string) => SafeHtml | null;
  /** A prompt or an example, of the report's page if it is there, and its source. */
  readonly prompt: (text: string | undefined, idPrefix: string, shown: Shown | undefined) => SafeHtml | null;
}

/** A piece of the report's page, and its source. */
export interface Shown {
  readonly html: SafeHtml | null;
  readonly markdown: string | undefined;
}

/** Divides what the pages over all groups show of a report into its summary and its texts. */
export function summarize(input: SummaryInput): { readonly summary: GroupSummary; readonly content: ReportContent } {
  const { report, template, diagnostics, view } = input;
  const sources = new Map(questionsOf(report).map((question) => [question.id, question] as const));
  const shown = view.sections.flatMap(({ title, questions }) => questions.map((question) => ({ title, question })));
  const questions = shown.map(({ title, question }, index) => {
    const source = sources.get(question.id);
    const own = source && hasText(source.prompt) ? source.prompt : undefined;
    const expected = template?.questions.get(question.key)?.prompt;
    const markdown = source?.answer.markdown ?? '';
    const content = viewContent(question, {
      input,
      markdown,
      // The report's page shows a question that the report lacks as its template has it.
      own: source ? source.prompt : expected,
      prompt: expected ?? own,
    });
    return {
      content,
      summary: describe(question, { index, section: title, markdown, content, own: expected ? undefined : own }),
    };
  });
  const content = {
    questions: questions.map((question) => question.content),
    whole: view.body ? readableText(view.body.html) : '',
    given: givenTexts(view),
  };
  const { done, total, groups } = view.checklist;
  const summary = {
    title: view.title,
    template: template?.name ?? null,
    compared: report.template !== undefined,
    progress: view.progress,
    problems: countProblems(diagnostics),
    checklist: {
      done,
      total,
      groups: groups.map(({ title, items }) => ({
        title,
        items: items.map((item) => ({
          text: readableText(item.html),
          done: item.done,
          tags: item.tags,
          note: item.note,
        })),
      })),
    },
    questions: questions.map((question) => question.summary),
    whole: view.body !== null,
    texts: digestOf([content.whole, content.given, content.questions.map(({ text }) => text)]),
  };
  return { summary, content };
}

function hasText({ text, example = '' }: Prompt): boolean {
  return text !== '' || example !== '';
}

interface QuestionSource {
  readonly input: SummaryInput;
  readonly markdown: string;
  /** The prompt on the report's page. */
  readonly own: Prompt | undefined;
  /** The prompt to show. */
  readonly prompt: Prompt | undefined;
}

function viewContent(
  question: QuestionView,
  { input: { excerpts }, markdown, own, prompt }: QuestionSource,
): QuestionContent {
  const { id, answer } = question;
  const shownPrompt = { html: question.prompt, markdown: own?.text };
  const shownExample = { html: question.example, markdown: own?.example };
  return {
    answer: excerpts.answer(question, markdown),
    prompt: excerpts.prompt(prompt?.text, `${id}-prompt`, shownPrompt),
    example: excerpts.prompt(prompt?.example, `${id}-example`, shownExample),
    text: readableText(answer),
  };
}

interface Described {
  readonly index: number;
  readonly section: string;
  readonly markdown: string;
  readonly content: QuestionContent;
  readonly own: Prompt | undefined;
}

function describe(question: QuestionView, { index, section, markdown, content, own }: Described): QuestionSummary {
  const { id, key, label, title, status, statusLabel, words, characters, figures, problems } = question;
  return {
    index,
    id,
    key,
    label,
    title,
    section,
    status,
    statusLabel,
    words,
    characters,
    figures,
    problems,
    ...(own ? { prompt: own } : {}),
    digest: answerDigest(markdown),
    formerDigest: shortHash(markdown),
    content: digestOf(content),
  };
}

/** Texts that groups did not write themselves, without repetitions. */
function givenTexts({ sections, preamble, checklist }: ReportView): readonly string[] {
  const pieces = [
    preamble,
    ...checklist.groups.flatMap(({ items }) => items.map(({ html }) => html)),
    ...sections.flatMap(({ intro, questions }) => [
      intro,
      ...questions.flatMap(({ prompt, example }) => [prompt, example]),
    ]),
  ];
  const plain = sections.flatMap(({ title, questions }) => [title, ...questions.map(({ length }) => length ?? '')]);
  return [...new Set([...pieces.map(readableText), ...plain])].filter((text) => text !== '');
}

/** 128 bits are enough to tell contents apart, and there is one for each question of each group. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
