import { type Cohort, openCohort } from '../../cohort/cohort.js';
import type { CohortSource } from '../../cohort/cohort-id.js';
import type { CohortEntry } from '../../cohort/entry.js';
import type { GroupSummary } from '../../cohort/summary.js';
import type { Template } from '../../parse/template/template.js';
import type { SiteFile } from '../../site/plan.js';
import type { MadeGroup } from '../group/group-output.js';
import { type PageContext, pageAddress } from '../group/group-page.js';

/** Gathers the data of the pages over all groups. */
export function gatherCohort(groups: readonly MadeGroup[], context: PageContext, source: CohortSource): Cohort {
  const templates = new Map(source.templates.map((template) => [template.name, template]));
  return openCohort(
    context.site,
    groups.map((group) => entryOf(group, context, templates)),
    source,
  );
}

/** Figures shown by the pages over all groups. Only reports in a single file have none beside them. */
export function cohortFigures(groups: readonly MadeGroup[]): readonly SiteFile[] {
  return groups.flatMap((group) => ('failure' in group ? [] : group.sharedFiles));
}

function entryOf(
  group: MadeGroup,
  { singleFile, site }: PageContext,
  templates: ReadonlyMap<string, Template>,
): CohortEntry {
  const { group: name, slug, absent } = group.source;
  const shared = { group: name, slug, href: pageAddress(slug, singleFile) };
  const isPublic = site.audience === 'public';
  if ('failure' in group)
    return {
      ...shared,
      // On pages that others read, the reason is left out.
      outcome: {
        failure: isPublic ? site.language.t('groups.ownPageOnly') : group.failure.reason,
        ...(absent ? { absent } : {}),
      },
    };
  const { content } = group;
  const summary = isPublic ? withoutProblems(group.summary) : group.summary;
  const template = templates.get(summary.template ?? '');
  return { ...shared, outcome: { summary, content, ...(template ? { template } : {}) } };
}

/** What is wrong with a report is shown to the public on its own page only. */
function withoutProblems(summary: GroupSummary): GroupSummary {
  return {
    ...summary,
    problems: { errors: 0, warnings: 0 },
    rules: [],
    questions: summary.questions.map((question) => ({ ...question, problems: [] })),
  };
}
