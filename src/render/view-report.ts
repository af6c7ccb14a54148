import { countDone } from '../model/checklist.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { questionsOf, type Question, type Report } from '../model/report.js';
import type { Template } from '../parse/template.js';
import type { ProseContext, ProseRenderer } from './prose.js';
import type { ChecklistView, LinkView, MeasureView, ProblemView, ProgressView, QuestionView, ReportView, SectionView } from './report-view.js';
import type { SafeHtml } from './safe-html.js';

/** Everything a report's page is made of. */
export interface ReportViewInput {
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
  readonly template?: Template;
  readonly renderer: ProseRenderer;
  readonly prose: ProseContext;
  readonly counting: 'read' | 'raw';
  readonly site: SiteFacts;
}

/** What all pages of a site share. */
export interface SiteFacts {
  readonly lang: string;
  readonly noindex: boolean;
  readonly links: readonly LinkView[];
  /** Relative address of the cohort's page; null when there is none. */
  readonly cohortHref: string | null;
  readonly generator: string;
}

/** Headings of the page: the group is 1, a section 2, a question 3. */
const answerHeadingLevel = 4;

/** Turns a report into what its layout shows. */
export function viewReport(input: ReportViewInput): ReportView {
  const { report, diagnostics, site } = input;
  const html = (markdown: string | undefined, idPrefix: string, headingLevel = answerHeadingLevel): SafeHtml | null =>
    markdown === undefined || markdown === '' ? null : input.renderer.render(markdown, input.prose, { idPrefix, headingLevel, own: !/-(?:prompt|example)$/.test(idPrefix) });
  const numbers = new Set(questionsOf(report).map((question) => question.number));
  const ofQuestion = (number: number): readonly ProblemView[] => diagnostics.filter((diagnostic) => diagnostic.question === number).map(toProblem);
  return {
    lang: site.lang,
    documentTitle: report.title === '' ? report.group : `${report.group} · ${report.title}`,
    group: report.group,
    slug: report.slug,
    title: report.title,
    noindex: site.noindex,
    cohortHref: site.cohortHref,
    links: site.links,
    progress: progressOf(report, input.counting),
    checklist: viewChecklist(input, html(report.checklist.intro?.markdown, 'checklist', 3)),
    preamble: html(report.preamble?.markdown, 'intro', 3),
    sections: withMissing(report, input.template, report.sections.map((section): SectionView => ({
      id: section.id,
      title: section.title,
      intro: html(section.intro?.markdown, section.id, 3),
      questions: section.questions.map((question) => viewQuestion(question, input, ofQuestion(question.number), html)),
    })), ofQuestion, html),
    problems: diagnostics.filter((diagnostic) => diagnostic.question === undefined || !(numbers.has(diagnostic.question) || report.missing.includes(diagnostic.question))).map(toProblem),
    problemCount: countProblems(diagnostics),
    templateNote: templateNote(report),
    generator: site.generator,
  };
}

/** How far a report is. */
export function progressOf(report: Report, counting: 'read' | 'raw'): ProgressView {
  const questions = questionsOf(report);
  const { done, total } = countDone(report.checklist.groups.flatMap((group) => group.items));
  return {
    answered: questions.filter((question) => question.answer.status === 'answered').length,
    questions: questions.length + report.missing.length,
    ticked: done,
    items: total,
    words: questions.reduce((sum, { answer }) => sum + (answer.status === 'answered' ? (counting === 'raw' ? answer.rawWords : answer.words) : 0), 0),
    figures: questions.reduce((sum, { answer }) => sum + answer.figures.length, 0),
  };
}

/** Problems by severity. */
export function countProblems(diagnostics: readonly Diagnostic[]): { readonly errors: number; readonly warnings: number } {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  return { errors, warnings: diagnostics.length - errors };
}

function viewChecklist({ report, renderer, prose }: ReportViewInput, intro: SafeHtml | null): ChecklistView {
  const { title, groups } = report.checklist;
  return {
    title: title === '' ? 'Checklist' : title,
    ...countDone(groups.flatMap((group) => group.items)),
    intro,
    groups: groups.map((group) => ({
      title: group.title,
      ...countDone(group.items),
      items: group.items.map(({ text, done, tags, note }) => ({ html: renderer.renderInline(text, prose), done, tags, note: note ?? null })),
    })),
  };
}

type RenderExcerpt = (markdown: string | undefined, idPrefix: string) => SafeHtml | null;

const statusLabels = { answered: 'Answered', placeholder: 'Unanswered', empty: 'Unanswered' } as const;

function viewQuestion(question: Question, { counting }: ReportViewInput, problems: readonly ProblemView[], html: RenderExcerpt): QuestionView {
  const { id, number, title, prompt, answer } = question;
  const words = counting === 'raw' ? answer.rawWords : answer.words;
  return {
    id,
    number,
    title: title === '' ? `Question ${number}` : title,
    status: answer.status,
    statusLabel: statusLabels[answer.status],
    prompt: html(prompt.text, `${id}-prompt`),
    length: prompt.length ?? null,
    example: html(prompt.example, `${id}-example`),
    answer: html(answer.markdown, id),
    words: measure(question, 'words', answer.status === 'answered' ? words : 0),
    figures: measure(question, 'figures', answer.figures.length),
    problems,
  };
}

function measure({ constraints }: Pick<Question, 'constraints'>, kind: 'words' | 'figures', count: number): MeasureView {
  const limit = constraints.find((constraint) => constraint.kind === kind);
  const min = limit?.min ?? null;
  const max = limit?.max ?? null;
  const state = !limit ? 'free' : count < (min ?? 0) ? 'low' : max !== null && count > max ? 'high' : 'ok';
  return { count, min, max, state, range: range(min, max) };
}

function range(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return min === max ? String(min) : min === 0 ? `up to ${max}` : `${min}–${max}`;
  if (max !== null) return `up to ${max}`;
  return min === null ? '' : `at least ${min}`;
}

/** Puts the template's questions that the report lost where they belong: behind the question before them. */
function withMissing(report: Report, template: Template | undefined, sections: readonly SectionView[], problems: (number: number) => readonly ProblemView[], html: RenderExcerpt): readonly SectionView[] {
  const lost = report.missing.flatMap((number) => template?.questions.get(number) ?? []);
  return lost.reduce<readonly SectionView[]>((result, { number, title, prompt, constraints, section }) => {
    const view: QuestionView = {
      id: `q${number}`,
      number,
      title,
      status: 'missing',
      statusLabel: 'Missing',
      prompt: html(prompt.text, `q${number}-prompt`),
      length: prompt.length ?? null,
      example: html(prompt.example, `q${number}-example`),
      answer: null,
      words: measure({ constraints }, 'words', 0),
      figures: measure({ constraints }, 'figures', 0),
      problems: problems(number),
    };
    const before = result.findLastIndex(({ questions }) => questions.some((question) => question.number < number));
    const home = result.findIndex((candidate) => candidate.title === section);
    const at = home >= 0 ? home : Math.max(0, before);
    const target = result[at];
    if (!target) return [{ id: 'lost', title: section, intro: null, questions: [view] }];
    const place = target.questions.findLastIndex((question) => question.number < number) + 1;
    return result.with(at, { ...target, questions: target.questions.toSpliced(place, 0, view) });
  }, sections);
}

function toProblem({ rule, severity, message, span, suggestion }: Diagnostic): ProblemView {
  return { rule, severity, message, line: span.line, suggestion: suggestion ?? null };
}

function templateNote({ template }: Report): string | null {
  if (!template) return null;
  return template.fits
    ? `Held against ${template.name}.`
    : `Not written from ${template.name} (${template.agreeing} of ${template.compared} prompts agree): its own prompts set the limits.`;
}
