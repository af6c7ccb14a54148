import { countDone } from '../../model/checklist.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { questionOwners } from '../../model/question-owner.js';
import { anchorPrefixes, questionsOf, type Report } from '../../model/report.js';
import { countProblems, progressOf, type ReportProgress, type WordCounting } from '../../model/report-progress.js';
import type { Template } from '../../parse/template.js';
import { embeddedVariant } from '../html/figure-html.js';
import type { ProseRenderer } from '../html/prose.js';
import type { ProseContext } from '../html/prose-context.js';
import type { SafeHtml } from '../safe-html.js';
import { type SiteFacts, viewPage } from '../views/page.js';
import type { ChecklistView, QuestionPlace, QuestionView, ReportView, SectionView } from '../views/report.js';
import { viewMissing, viewProblems, viewQuestion } from './report-question.js';

/** Everything a report's page is made of. */
export interface ReportViewInput {
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
  readonly template?: Template;
  readonly renderer: ProseRenderer;
  readonly prose: ProseContext;
  readonly counting: WordCounting;
  readonly site: SiteFacts;
  /** The page's address seen from the site's root. */
  readonly path: string;
}

/** Headings of the page: the group is 1, a section 2, a question 3, and what stands in an answer below that. */
export const levels = { section: 3, answer: 4 } as const;

/** Turns a report into what its layout shows. */
export function viewReport(input: ReportViewInput): ReportView {
  const { report, diagnostics, counting, site, path } = input;
  const progress = progressOf(report, counting);
  const shown = new Set([...questionsOf(report).map(({ number }) => number), ...report.missing]);
  const sections = viewSections(input);
  const ofReport = diagnostics.filter(({ question }) => question === undefined || !shown.has(question));
  return {
    ...viewPage(site, {
      path,
      title: report.group,
      documentTitle: report.title === '' ? report.group : `${report.group} · ${report.title}`,
      description: describe(progress),
      ...imageOf(input),
    }),
    group: report.group,
    slug: report.slug,
    title: report.title,
    progress,
    checklist: viewChecklist(input),
    preamble: renderExcerpt(input, report.preamble?.markdown, anchorPrefixes.preamble, levels.section),
    sections,
    problems: viewProblems(ofReport),
    problemCount: countProblems(diagnostics),
    todo: todoOf(sections, progress),
    templateNote: templateNote(report),
  };
}

function todoOf(sections: readonly SectionView[], { items, ticked }: ReportProgress): ReportView['todo'] {
  const questions = sections.flatMap((section) => section.questions);
  const placesOf = (some: readonly QuestionView[]): readonly QuestionPlace[] =>
    some.map(({ id, number }) => ({ number, href: `#${id}` }));
  return {
    open: placesOf(questions.filter(({ status }) => status !== 'answered')),
    flawed: placesOf(questions.filter(({ status, problems }) => status === 'answered' && problems.length > 0)),
    items: items - ticked,
  };
}

function describe({ answered, questions, words, figures }: ReportProgress): string {
  return `${answered} of ${questions} questions answered in ${words} words, with ${figures} ${figures === 1 ? 'figure' : 'figures'}.`;
}

/** The first picture of an answer stands for the report; what shows links draws no SVG. */
function imageOf({ report, prose, path }: ReportViewInput): { readonly image?: string } {
  if (prose.files.embedded) return {};
  for (const { href, context } of report.figures) {
    const outcome = context === 'answer' ? prose.outcomes.get(href) : undefined;
    if (!outcome || !('asset' in outcome)) continue;
    const variant = embeddedVariant(outcome.asset);
    if (variant.format !== 'svg+xml')
      return { image: path.slice(0, path.lastIndexOf('/') + 1) + prose.files.addressOf(variant) };
  }
  return {};
}

function renderExcerpt(
  { renderer, prose }: ReportViewInput,
  markdown: string | undefined,
  idPrefix: string,
  headingLevel: number,
): SafeHtml | null {
  if (markdown === undefined || markdown === '') return null;
  return renderer.render(markdown, prose, { idPrefix, headingLevel, own: isOwnText(idPrefix) });
}

/** Whether a piece with these anchors is the group's own text, and not the template's. */
export function isOwnText(idPrefix: string): boolean {
  return !/-(?:prompt|example)$/.test(idPrefix);
}

function viewSections(input: ReportViewInput): readonly SectionView[] {
  const { report, diagnostics, counting, template } = input;
  const html = (markdown: string | undefined, idPrefix: string): SafeHtml | null =>
    renderExcerpt(input, markdown, idPrefix, levels.answer);
  const problems = problemsByQuestion(report, diagnostics);
  const sections = report.sections.map(
    ({ id, title, intro, questions }): SectionView => ({
      id,
      title,
      intro: renderExcerpt(input, intro?.markdown, id, levels.section),
      questions: questions.map((question) =>
        viewQuestion(question, { html, counting, problems: viewProblems(problems.get(question.id) ?? []) }),
      ),
    }),
  );
  const lost = report.missing.flatMap((number) => template?.questions.get(number) ?? []);
  return withMissing(
    sections,
    lost.map((question) => ({
      view: viewMissing(question, { html, problems: viewProblems(problems.get(`q${question.number}`) ?? []) }),
      section: question.section,
    })),
  );
}

function viewChecklist(input: ReportViewInput): ChecklistView {
  const { report, renderer, prose } = input;
  const { title, groups, intro } = report.checklist;
  return {
    title: title === '' ? 'Checklist' : title,
    ...countDone(groups.flatMap((group) => group.items)),
    intro: renderExcerpt(input, intro?.markdown, anchorPrefixes.checklist, levels.section),
    groups: groups.map((group) => ({
      title: group.title,
      ...countDone(group.items),
      items: group.items.map(({ text, done, tags, note }) => ({
        html: renderer.renderInline(text, prose),
        done,
        tags,
        note: note ?? null,
      })),
    })),
  };
}

/** Problems by the anchor of their question: where a number stands twice, a problem's line decides. */
function problemsByQuestion(report: Report, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic[]> {
  const ownerOf = questionOwners(questionsOf(report));
  const problems = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.question === undefined) continue;
    const id = ownerOf(diagnostic)?.id ?? `q${diagnostic.question}`;
    const known = problems.get(id);
    if (known) known.push(diagnostic);
    else problems.set(id, [diagnostic]);
  }
  return problems;
}

/** Puts the template's questions that the report lost where they belong: into their section, behind the one before. */
function withMissing(
  sections: readonly SectionView[],
  lost: readonly { readonly view: QuestionView; readonly section: string }[],
): readonly SectionView[] {
  return lost.reduce<readonly SectionView[]>((result, { view, section }) => {
    const isBefore = (question: QuestionView): boolean => question.number < view.number;
    const home = result.findIndex(({ title }) => title === section);
    const at =
      home >= 0
        ? home
        : Math.max(
            0,
            result.findLastIndex(({ questions }) => questions.some(isBefore)),
          );
    const target = result[at];
    if (!target) return [{ id: 'lost', title: section, intro: null, questions: [view] }];
    const place = target.questions.findLastIndex(isBefore) + 1;
    return result.with(at, { ...target, questions: target.questions.toSpliced(place, 0, view) });
  }, sections);
}

function templateNote({ template }: Report): string | null {
  if (!template) return null;
  return template.fits
    ? `Compared with the template ${template.name}.`
    : `Does not follow the template ${template.name} (${template.agreeing} of ${template.compared} prompts agree): its own prompts set the limits.`;
}
