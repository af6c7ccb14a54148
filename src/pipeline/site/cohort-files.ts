import { type Cohort, openCohort, paths } from '../../cohort/cohort.js';
import type { CohortSource } from '../../cohort/cohort-id.js';
import type { CohortEntry } from '../../cohort/entry.js';
import { checklistPages } from '../../cohort/pages/checklist-page.js';
import { indexPages } from '../../cohort/pages/index-page.js';
import type { CohortPage } from '../../cohort/pages/pager.js';
import { questionPages } from '../../cohort/pages/question-page.js';
import { searchFiles } from '../../cohort/pages/search-page.js';
import { viewSimilarPage } from '../../cohort/pages/similar-page.js';
import { relocate } from '../../render/html/relocate.js';
import type { Views } from '../../render/page.js';
import { isOwnText, levels } from '../../render/report/report-page.js';
import type { RenderExcerpt } from '../../render/report/report-question.js';
import type { SiteFile } from '../../site/plan.js';
import { beside, figureFiles, type PageContext, pageAddress } from '../group/group-page.js';
import { proseContext } from '../group/group-prose-context.js';
import type { RenderedGroup } from '../group/render-group.js';

/** Gathers the data of the pages over all groups. */
export function gatherCohort(groups: readonly RenderedGroup[], context: PageContext, source: CohortSource): Cohort {
  return openCohort(
    context.site,
    groups.map((group) => entryOf(group, context)),
    source,
  );
}

/** A page that belongs to no group. */
export interface SharedPage {
  readonly path: string;
  readonly render: () => string;
}

/** The pages over all groups, to be rendered when they are needed. */
export function cohortPages(cohort: Cohort, { renderPage }: PageContext): readonly SharedPage[] {
  const shown = new Set(cohort.pages.map(({ path }) => path));
  const render = <Kind extends keyof Views>(
    kind: Kind,
    pages: readonly CohortPage<Views[Kind]>[],
  ): readonly SharedPage[] =>
    pages.map(({ path, view }) => ({
      path,
      render: () => renderPage(kind, view()),
    }));
  const ifShown = (path: string, pages: () => readonly SharedPage[]): readonly SharedPage[] =>
    shown.has(path) ? pages() : [];
  return [
    ...ifShown(paths.groups, () => render('cohort', indexPages(cohort))),
    ...ifShown(paths.checklist, () => render('checklist', checklistPages(cohort))),
    ...ifShown(paths.similar, () => render('similar', [{ path: paths.similar, view: () => viewSimilarPage(cohort) }])),
    ...ifShown(paths.search, () => searchPages(cohort, renderPage)),
    ...cohort.questions.flatMap((question) => render('question', questionPages(cohort, question))),
  ];
}

/** The search page, and the scripts that it loads. */
function searchPages(cohort: Cohort, renderPage: PageContext['renderPage']): readonly SharedPage[] {
  const { view, scripts } = searchFiles(cohort);
  return [
    { path: paths.search, render: () => renderPage('search', view(), { loadsScripts: scripts.length > 0 }) },
    ...scripts.map(({ path, content }) => ({ path, render: content })),
  ];
}

/** Figures shown by the pages over all groups. Only reports in a single file have none beside them. */
export function cohortFigures(groups: readonly RenderedGroup[], { singleFile }: PageContext): readonly SiteFile[] {
  return singleFile ? groups.flatMap((group) => ('failure' in group ? [] : figureFiles(group))) : [];
}

function entryOf(group: RenderedGroup, { renderer, highlight, singleFile }: PageContext): CohortEntry {
  const { group: name, slug } = group.source;
  const shared = { group: name, slug, href: pageAddress(slug, singleFile) };
  if ('failure' in group) return { ...shared, outcome: { failure: group.failure.reason } };
  const home = `../${encodeURIComponent(slug)}/`;
  const prose = proseContext(group, {
    files: beside(`${home}figures/`),
    highlight,
    reportPage: `../${shared.href}`,
  });
  const render: RenderExcerpt = (markdown, idPrefix) =>
    markdown === undefined || markdown === ''
      ? null
      : renderer.render(markdown, prose, { idPrefix, headingLevel: levels.answer, own: isOwnText(idPrefix) });
  return {
    ...shared,
    outcome: {
      report: group.report,
      diagnostics: group.diagnostics,
      view: group.view,
      render,
      answerHtml: ({ question: { id, answer }, markdown }, to) => {
        // Figures that are inside a report's page are files here.
        if (singleFile) return render(markdown, to);
        return answer && relocate(answer, { idPrefix: { from: id, to }, folder: home, page: `../${shared.href}` });
      },
      ...(group.template ? { template: group.template } : {}),
    },
  };
}
