import { type Cohort, openCohort, paths } from '../cohort/cohort.js';
import type { CohortEntry } from '../cohort/entry.js';
import { viewChecklistPage } from '../cohort/view-checklist-page.js';
import { viewCohort } from '../cohort/view-cohort.js';
import { viewQuestionPage } from '../cohort/view-question-page.js';
import { viewSearchPage } from '../cohort/view-search-page.js';
import { isOwnText, levels } from '../render/view-report.js';
import type { SiteFile } from '../site/plan.js';
import { beside, figureFiles, type PageContext, pageAddress } from './group-page.js';
import { proseContext } from './prose-of-group.js';
import type { RenderedGroup } from './render-groups.js';

/** Gathers what the pages over all groups are made of. */
export function gatherCohort(groups: readonly RenderedGroup[], context: PageContext): Cohort {
  return openCohort(
    context.site,
    groups.map((group) => entryOf(group, context)),
  );
}

/** The pages over all groups. */
export function cohortFiles(
  cohort: Cohort,
  groups: readonly RenderedGroup[],
  context: PageContext,
): readonly SiteFile[] {
  const { renderPage, singleFile } = context;
  const has = (path: string): boolean => cohort.pages.some((page) => page.path === path);
  return [
    { path: paths.groups, content: renderPage('cohort', viewCohort(cohort)) },
    ...(has(paths.checklist)
      ? [{ path: paths.checklist, content: renderPage('checklist', viewChecklistPage(cohort)) }]
      : []),
    ...(has(paths.search) ? [{ path: paths.search, content: renderPage('search', viewSearchPage(cohort)) }] : []),
    ...cohort.questions.map(({ number }) => ({
      path: paths.question(number),
      content: renderPage('question', viewQuestionPage(cohort, number)),
    })),
    // Reports that are one file have no figures beside them, and the questions' pages show figures.
    ...(singleFile ? groups.flatMap(({ group }) => ('failure' in group ? [] : figureFiles(group))) : []),
  ];
}

function entryOf(rendered: RenderedGroup, { renderer, highlight, singleFile }: PageContext): CohortEntry {
  const { group: name, slug } = rendered.group.source;
  const shared = { group: name, slug, href: pageAddress(slug, singleFile) };
  if (!('view' in rendered)) return { ...shared, outcome: { failure: rendered.group.failure.reason } };
  const { group, view } = rendered;
  const home = `../${encodeURIComponent(slug)}/`;
  const prose = proseContext(group, {
    files: beside(`${home}figures/`),
    highlight,
    reportPage: `../${shared.href}`,
  });
  return {
    ...shared,
    outcome: {
      report: group.report,
      diagnostics: group.diagnostics,
      view,
      render: (markdown, idPrefix) =>
        markdown === undefined || markdown === ''
          ? null
          : renderer.render(markdown, prose, { idPrefix, headingLevel: levels.answer, own: isOwnText(idPrefix) }),
      ...(group.template ? { template: group.template } : {}),
    },
  };
}
