import { countDone } from '../../model/checklist.js';
import type { CollectRecord } from '../../model/collected.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { anchorPrefixes, questionsOf, type Report } from '../../model/report.js';
import { countProblems, progressOf, type ReportProgress, type WordCounting } from '../../model/report-progress.js';
import type { Template } from '../../parse/template/template.js';
import type { Language } from '../../words/language.js';
import { embeddedVariant } from '../html/figure-html.js';
import type { ProseRenderer } from '../html/prose.js';
import type { ProseContext } from '../html/prose-context.js';
import type { SafeHtml } from '../safe-html.js';
import { type SiteFacts, viewPage } from '../views/page.js';
import type { BodyView, ChecklistView, QuestionPlace, QuestionView, ReportView, SectionView } from '../views/report.js';
import { type EditorLink, placesIn } from './problem-places.js';
import { viewOrigin } from './report-origin.js';
import { viewProblems } from './report-question.js';
import { viewSections } from './report-sections.js';

/** The input of a report's page. */
export interface ReportViewInput {
  readonly report: Report;
  readonly diagnostics: readonly Diagnostic[];
  readonly template?: Template;
  readonly renderer: ProseRenderer;
  readonly prose: ProseContext;
  readonly counting: WordCounting;
  readonly site: SiteFacts;
  /** The page's URL relative to the site's root. */
  readonly path: string;
  readonly collected: CollectRecord | null;
  /** Only in the preview. */
  readonly editor?: EditorLink | undefined;
}

/** Heading levels of the page: the group is 1, a section 2, a question 3, and headings in an answer are below that. */
export const levels = { body: 2, section: 3, answer: 4 } as const;

/** Makes the data of a report's page. */
export function viewReport(input: ReportViewInput): ReportView {
  const { report, diagnostics, counting, site, path } = input;
  const { t } = site.language;
  const progress = progressOf(report, counting);
  const shown = new Set([...questionsOf(report).map(({ key }) => key), ...report.missing]);
  const placeOf = placesIn(report, input.editor);
  const sections = viewSections({
    ...input,
    placeOf,
    answerHtml: (markdown, idPrefix) => renderExcerpt(input, markdown, { idPrefix, headingLevel: levels.answer }),
    introHtml: (markdown, idPrefix) => renderExcerpt(input, markdown, { idPrefix, headingLevel: levels.section }),
  });
  const ofReport = diagnostics.filter(({ question }) => question === undefined || !shown.has(question));
  return {
    ...viewPage(site, {
      path,
      title: report.group,
      documentTitle: report.title === '' ? report.group : `${report.group} · ${report.title}`,
      description: describe(progress, t),
      ...imageOf(input),
    }),
    group: report.group,
    slug: report.slug,
    title: report.title,
    progress,
    checklist: viewChecklist(input),
    preamble: renderExcerpt(input, report.preamble?.markdown, {
      idPrefix: anchorPrefixes.preamble,
      headingLevel: levels.section,
    }),
    preambleTitle: t(report.template?.fits ? 'report.instructions' : 'report.introduction'),
    sections,
    body: viewBody(input),
    problems: viewProblems(ofReport, { placeOf, beside: false }),
    problemCount: countProblems(diagnostics),
    todo: todoOf(sections, progress),
    templateNote: templateNote(report, t),
    origin: viewOrigin(input.collected, site),
  };
}

function todoOf(sections: readonly SectionView[], { items, ticked }: ReportProgress): ReportView['todo'] {
  const questions = sections.flatMap((section) => section.questions);
  const linksTo = (some: readonly QuestionView[]): readonly QuestionPlace[] =>
    some.map(({ id, short }) => ({ short, href: `#${id}` }));
  return {
    open: linksTo(questions.filter(({ status }) => status !== 'answered')),
    flawed: linksTo(questions.filter(({ status, problems }) => status === 'answered' && problems.length > 0)),
    items: items - ticked,
  };
}

function describe({ answered, questions, words, figures: count }: ReportProgress, t: Language['t']): string {
  if (questions === 0) return t('report.descriptionWithoutQuestions', { words, count });
  return t('report.description', { answered, questions, words, count });
}

/** The preview image of the page: the first figure of an answer. Link previews do not support SVG. */
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
  { idPrefix, headingLevel }: { readonly idPrefix: string; readonly headingLevel: number },
): SafeHtml | null {
  if (markdown === undefined || markdown === '') return null;
  return renderer.render(markdown, prose, { idPrefix, headingLevel, own: isOwnText(idPrefix) });
}

function viewBody(input: ReportViewInput): BodyView | null {
  const { body } = input.report;
  if (!body) return null;
  const html = renderExcerpt(input, body.markdown, { idPrefix: anchorPrefixes.body, headingLevel: levels.body });
  // The report may have nothing but a title.
  if (html === null) return null;
  return {
    html,
    headings: body.headings.map(({ text, level, id }) => ({ title: text, level, href: `#${id}` })),
  };
}

/** Whether an excerpt with this anchor prefix is the group's own text, not the template's. */
export function isOwnText(idPrefix: string): boolean {
  return !/-(?:prompt|example)$/.test(idPrefix);
}

function viewChecklist(input: ReportViewInput): ChecklistView {
  const { report, renderer, prose, site } = input;
  const { title, groups, intro } = report.checklist;
  return {
    title: title === '' ? site.language.t('list.title') : title,
    ...countDone(groups.flatMap((group) => group.items)),
    intro: renderExcerpt(input, intro?.markdown, {
      idPrefix: anchorPrefixes.checklist,
      headingLevel: levels.section,
    }),
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

function templateNote({ template }: Report, t: Language['t']): string | null {
  if (!template) return null;
  return template.fits
    ? t('report.template', { template: template.name })
    : t('report.otherTemplate', {
        template: template.name,
        agreeing: template.agreeing,
        compared: template.compared,
      });
}
