import { checkReport } from '../../../src/check/check-report.js';
import { type Cohort, openCohort } from '../../../src/cohort/cohort.js';
import type { CohortEntry } from '../../../src/cohort/entry.js';
import type { CohortPage } from '../../../src/cohort/pages/pager.js';
import { type QuestionPage, questionPages } from '../../../src/cohort/pages/question-page.js';
import { shortHash } from '../../../src/cohort/short-hash.js';
import { summarize } from '../../../src/cohort/summarize.js';
import type { ReportContent, ReportTexts } from '../../../src/cohort/summary.js';
import { maxPartBytes } from '../../../src/config/defaults.js';
import type { SettingsByQuestion } from '../../../src/model/question-settings.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import type { ProseContext } from '../../../src/render/html/prose-context.js';
import { relocate } from '../../../src/render/html/relocate.js';
import { isOwnText, viewReport } from '../../../src/render/report/report-page.js';
import type { QuestionPageView } from '../../../src/render/views/cohort.js';
import type { SiteFacts } from '../../../src/render/views/page.js';
import { english } from '../../../src/words/language.js';

const site: SiteFacts = {
  title: 'Course',
  language: english,
  noindex: true,
  links: [],
  base: null,
  generator: 'handin',
  audience: 'staff',
};
const renderer = createProseRenderer();

interface Course {
  readonly title?: string;
  readonly settings?: SettingsByQuestion;
  readonly maxPartBytes?: number;
}

/**
 * Opens a cohort of reports without figures, by group name.
 *
 * @param template The text of a template, or several by name.
 */
export function cohortOf(
  reports: Readonly<Record<string, string>>,
  template: string | Readonly<Record<string, string>>,
  { title = site.title, settings = {}, maxPartBytes: limit = maxPartBytes }: Course = {},
): Cohort {
  const named = typeof template === 'string' ? { 'template.md': template } : template;
  const templates = Object.entries(named).map(([name, text]) => parseTemplate(text, name));
  const texts = new Map<string, ReportContent>();
  const entries = Object.entries(reports).map(([slug, text]) => {
    const { entry, content } = entryOf(slug, text, templates);
    texts.set(slug, content);
    return entry;
  });
  const cohort = openCohort({ ...site, title }, entries, { id: null, templates, settings, maxPartBytes: limit });
  contents.set(cohort, texts);
  return cohort;
}

/** The view of a page that is not split. */
export function whole<View>([page]: readonly CohortPage<View>[]): View {
  if (!page) throw new Error('There is no page.');
  return page.view(null);
}

/** The page of one question of a cohort, by its id. */
export function pageOf(cohort: Cohort, id: string): QuestionPageView {
  const [page, ...others] = partsOf(cohort, id);
  if (!page || others.length > 0) throw new Error(`The page of ${id} has ${others.length + 1} parts.`);
  return page;
}

/** The parts of that page. */
export function partsOf(cohort: Cohort, id: string): readonly QuestionPageView[] {
  return pagesOf(cohort, id).map(({ shown, view }) => view(new Map(shown().flatMap(readContent))));

  function readContent({ member: { slug }, question }: ReturnType<QuestionPage['shown']>[number]) {
    const content = contents.get(cohort)?.get(slug)?.questions[question.index];
    return content ? [[question, content] as const] : [];
  }
}

function pagesOf(cohort: Cohort, id: string): readonly QuestionPage[] {
  const question = cohort.questions.find((candidate) => candidate.id === id);
  return question ? questionPages(cohort, question) : [];
}

const contents = new WeakMap<Cohort, ReadonlyMap<string, ReportContent>>();

/** The texts of a cohort's reports, by slug. */
export function textsOf(cohort: Cohort): ReadonlyMap<string, ReportTexts> {
  return new Map([...(contents.get(cohort) ?? [])].map(([slug, { texts }]) => [slug, texts]));
}

const unread = (): never => {
  throw new Error('The texts of a cohort are in `contents`.');
};

function entryOf(
  slug: string,
  text: string,
  templates: readonly ReturnType<typeof parseTemplate>[],
): { readonly entry: CohortEntry; readonly content: ReportContent } {
  const path = `reports/${slug}/README.md`;
  const parsed = parseReport({ text, path, slug, group: slug, templates });
  const { report, findings, template } = parsed;
  const fitting = template ? { template } : {};
  const diagnostics = checkReport({
    report,
    outcomes: new Map(),
    pictures: [],
    counting: 'read',
    parsed: findings,
    ...fitting,
  });
  const prose: ProseContext = {
    outcomes: new Map(),
    linkedFigures: new Set(),
    files: { embedded: false, addressOf: ({ name }) => name },
    addressOf: (href) => href,
    highlight: (code) => code,
    references: report.references,
    notes: report.notes,
  };
  const view = viewReport({
    report,
    diagnostics,
    renderer,
    prose,
    counting: 'read',
    site,
    path: `${slug}/index.html`,
    collected: null,
    authors: null,
    ...fitting,
  });
  const home = { folder: `../${slug}/`, page: `../${slug}/index.html` };
  const { summary, content } = summarize({
    report,
    diagnostics,
    view,
    ...fitting,
    collected: null,
    evidence: [],
    excerpts: {
      answer: ({ id, answer }) =>
        answer && relocate(answer, { idPrefix: { from: id, to: `a${shortHash(slug).slice(0, 8)}.${id}` }, home }),
      prompt: (markdown, idPrefix) =>
        markdown === undefined || markdown === ''
          ? null
          : renderer.render(markdown, prose, { idPrefix, headingLevel: 4, own: isOwnText(idPrefix) }),
    },
  });
  const outcome = { summary, content: { question: unread, texts: unread }, ...fitting };
  return { entry: { group: slug, slug, href: `${slug}/index.html`, outcome }, content };
}
