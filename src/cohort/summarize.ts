import type { CollectRecord } from '../model/collected.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { addNotes } from '../model/notes.js';
import { type Prompt, questionsOf, type Report } from '../model/report.js';
import { countProblems } from '../model/report-progress.js';
import type { Template } from '../parse/template/template.js';
import { readableText } from '../render/html/readable-text.js';
import type { SafeHtml } from '../render/safe-html.js';
import type { QuestionView, ReportView } from '../render/views/report.js';
import { type EvidenceRule, evidenceFor } from './evidence.js';
import { htmlBytes } from './parts.js';
import { answerDigest, digestOf, shortHash } from './short-hash.js';
import type {
  AskedPrompt,
  GroupSummary,
  ItemSummary,
  QuestionContent,
  QuestionSummary,
  ReportContent,
} from './summary.js';

/** What a report is summarized from. */
export interface SummaryInput {
  readonly report: Report;
  /** The template that it fits. */
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  /** The data of its own page. */
  readonly view: ReportView;
  readonly excerpts: MovedExcerpts;
  readonly collected: CollectRecord | null;
  readonly evidence: readonly EvidenceRule[];
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

/** Divides what the pages over all groups show of a report into its summary and its content. */
export function summarize(input: SummaryInput): { readonly summary: GroupSummary; readonly content: ReportContent } {
  const { report, template, diagnostics, view } = input;
  const questions = viewQuestions(input);
  const texts = {
    answers: questions.map(({ text }) => text),
    whole: view.body ? readableText(view.body.html) : '',
    given: givenTexts(view),
  };
  const summary = {
    title: view.title,
    template: template?.name ?? null,
    compared: report.template !== undefined,
    progress: view.progress,
    problems: countProblems(diagnostics),
    rules: [...new Set(diagnostics.map(({ rule }) => rule))].sort(),
    checklist: summarizeChecklist(input),
    questions: questions.map((question) => question.summary),
    whole: view.body ? { textBytes: Buffer.byteLength(texts.whole) } : null,
    origin: input.collected && { repository: input.collected.repository, commit: input.collected.commit },
    texts: digestOf(texts),
    given: digestOf(texts.given),
  };
  return { summary, content: { questions: questions.map(({ content }) => content), texts } };
}

function summarizeChecklist({ view, collected, evidence: rules }: SummaryInput): GroupSummary['checklist'] {
  const { done, total, groups } = view.checklist;
  const files = collected?.files;
  const withEvidence = (item: ItemSummary): ItemSummary => {
    const evidence = files && evidenceFor(item, { rules, files });
    return evidence ? { ...item, evidence } : item;
  };
  return {
    done,
    total,
    groups: groups.map(({ title, items }) => ({
      title,
      items: items.map(({ html, done, tags, note }) => withEvidence({ text: readableText(html), done, tags, note })),
    })),
  };
}

/** A question with its content and its answer as readable text. */
interface ViewedQuestion {
  readonly summary: QuestionSummary;
  readonly content: QuestionContent;
  readonly text: string;
}

function viewQuestions(input: SummaryInput): readonly ViewedQuestion[] {
  const { report, template, view } = input;
  const sources = new Map(questionsOf(report).map((question) => [question.id, question] as const));
  const shown = view.sections.flatMap(({ title, questions }) => questions.map((question) => ({ title, question })));
  return shown.map(({ title, question }, index) => {
    const source = sources.get(question.id);
    const own = source && hasText(source.prompt) ? source.prompt : undefined;
    const expected = template?.questions.get(question.key)?.prompt;
    const markdown = source?.answer.markdown ?? '';
    const text = readableText(question.answer);
    const content = viewContent(question, {
      input,
      markdown,
      written: addNotes(markdown, report.notes).markdown,
      // The report's page shows a question that the report lacks as its template has it.
      own: source ? source.prompt : expected,
      prompt: expected ?? own,
    });
    const described = { index, section: title, content, text, own: expected ? undefined : own };
    return { content, text, summary: describe(question, described) };
  });
}

function hasText({ text, example = '' }: Prompt): boolean {
  return text !== '' || example !== '';
}

interface QuestionSource {
  readonly input: SummaryInput;
  readonly markdown: string;
  /** The answer with its notes. */
  readonly written: string;
  /** The prompt on the report's page. */
  readonly own: Prompt | undefined;
  /** The prompt to show. */
  readonly prompt: Prompt | undefined;
}

function viewContent(
  question: QuestionView,
  { input: { excerpts }, markdown, written, own, prompt }: QuestionSource,
): QuestionContent {
  const { id } = question;
  const shownPrompt = { html: question.prompt, markdown: own?.text };
  const shownExample = { html: question.example, markdown: own?.example };
  return {
    answer: excerpts.answer(question, markdown),
    prompt: excerpts.prompt(prompt?.text, `${id}-prompt`, shownPrompt),
    example: excerpts.prompt(prompt?.example, `${id}-example`, shownExample),
    digest: answerDigest(written),
    formerDigest: shortHash(written),
  };
}

interface Described {
  readonly index: number;
  readonly section: string;
  readonly content: QuestionContent;
  readonly text: string;
  readonly own: Prompt | undefined;
}

function describe(question: QuestionView, { index, section, content, text, own }: Described): QuestionSummary {
  const { id, key, label, title, status, statusLabel, words, characters, figures, authors, problems } = question;
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
    authors,
    problems,
    ...(own ? { prompt: withoutPlace(own) } : {}),
    content: digestOf(content),
    htmlBytes: htmlBytes(content.answer),
    text: digestOf(text),
    textBytes: Buffer.byteLength(text),
  };
}

function withoutPlace({ text, length, example }: Prompt): AskedPrompt {
  return { text, ...(length === undefined ? {} : { length }), ...(example === undefined ? {} : { example }) };
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
