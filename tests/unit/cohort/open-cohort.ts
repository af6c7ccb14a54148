import { checkReport } from '../../../src/check/check-report.js';
import { type Cohort, openCohort } from '../../../src/cohort/cohort.js';
import type { CohortEntry } from '../../../src/cohort/entry.js';
import { viewQuestionPage } from '../../../src/cohort/pages/question-page.js';
import { shortHash } from '../../../src/cohort/short-hash.js';
import { summarize } from '../../../src/cohort/summarize.js';
import type { ReportContent } from '../../../src/cohort/summary.js';
import type { SettingsByQuestion } from '../../../src/model/question-settings.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { createProseRenderer } from '../../../src/render/html/prose.js';
import type { ProseContext } from '../../../src/render/html/prose-context.js';
import { relocate } from '../../../src/render/html/relocate.js';
import { isOwnText, viewReport } from '../../../src/render/report/report-page.js';
import type { QuestionPageView } from '../../../src/render/views/cohort.js';
import type { SiteFacts } from '../../../src/render/views/page.js';

const site: SiteFacts = { title: 'Course', lang: 'en', noindex: true, links: [], base: null, generator: 'handin' };
const renderer = createProseRenderer();

interface Course {
  readonly title?: string;
  readonly settings?: SettingsByQuestion;
}

/**
 * Opens a cohort of reports without figures, by group name.
 *
 * @param template The text of a template, or several by name.
 */
export function cohortOf(
  reports: Readonly<Record<string, string>>,
  template: string | Readonly<Record<string, string>>,
  { title = site.title, settings = {} }: Course = {},
): Cohort {
  const named = typeof template === 'string' ? { 'template.md': template } : template;
  const templates = Object.entries(named).map(([name, text]) => parseTemplate(text, name));
  const texts = new Map<string, ReportContent>();
  const entries = Object.entries(reports).map(([slug, text]) => {
    const { entry, content } = entryOf(slug, text, templates);
    texts.set(slug, content);
    return entry;
  });
  const cohort = openCohort({ ...site, title }, entries, { id: null, templates, settings });
  contents.set(cohort, texts);
  return cohort;
}

/** The page of one question of a cohort, by its id. */
export function pageOf(cohort: Cohort, id: string): QuestionPageView {
  const question = cohort.questions.find((candidate) => candidate.id === id);
  if (!question) throw new Error(`The cohort has no question ${id}.`);
  const texts = cohort.members.flatMap(({ slug, asked }) =>
    (asked.get(id) ?? []).flatMap((asked) => {
      const text = contentsOf(cohort).get(slug)?.questions[asked.index];
      return text ? [[asked, text] as const] : [];
    }),
  );
  return viewQuestionPage(cohort, question, new Map(texts));
}

const contents = new WeakMap<Cohort, ReadonlyMap<string, ReportContent>>();

/** The texts of a cohort's reports, by slug. */
export function contentsOf(cohort: Cohort): ReadonlyMap<string, ReportContent> {
  return contents.get(cohort) ?? new Map();
}

const unread = (): never => {
  throw new Error('The texts of a cohort are in `contentsOf`.');
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
  };
  const view = viewReport({
    report,
    diagnostics,
    renderer,
    prose,
    counting: 'read',
    site,
    path: `${slug}/index.html`,
    ...fitting,
  });
  const home = { folder: `../${slug}/`, page: `../${slug}/index.html` };
  const { summary, content } = summarize({
    report,
    diagnostics,
    view,
    ...fitting,
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
