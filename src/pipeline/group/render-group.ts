import { shortHash } from '../../cohort/short-hash.js';
import { type MovedExcerpts, summarize } from '../../cohort/summarize.js';
import { runWithinLimit } from '../../process/time-limit.js';
import { relocate } from '../../render/html/relocate.js';
import { isOwnText, levels } from '../../render/report/report-page.js';
import type { RenderExcerpt } from '../../render/report/report-question.js';
import type { SafeHtml } from '../../render/safe-html.js';
import { countFigures } from './figure-totals.js';
import { contentInMemory, encodeContent } from './group-content.js';
import type { GroupOutput, UnreachableFigure } from './group-output.js';
import { beside, figureFiles, groupPage, type PageContext, pageAddress, pageFigures } from './group-page.js';
import { type ProseExtras, proseContext } from './group-prose-context.js';
import { type GroupCode, type KeptCode, UnknownCode } from './kept-code.js';
import type { PreparedGroup } from './prepare-group.js';
import { factsOf } from './report-facts.js';

/**
 * Renders one group's page, and what the pages over all groups show of it.
 *
 * @param keptCode Keeps its highlighted code between builds.
 */
export async function renderGroup(
  group: PreparedGroup,
  context: PageContext,
  { signal, keptCode }: { readonly signal: AbortSignal; readonly keptCode?: KeptCode | undefined },
): Promise<GroupOutput> {
  if (!keptCode) return render(group, context, { signal });
  const { slug } = group.source;
  const kept = await keptCode.find(slug);
  const shown = new Map<string, string>();
  const attempt = (isComplete: boolean): Promise<GroupOutput> =>
    render(group, context, { signal, code: { kept, shown, isComplete } });
  // Only rendering tells which code is shown: diagrams are drawn, and not all code of a template is shown.
  const output = await attempt(kept.size > 0).catch((error: unknown) => {
    if (!(error instanceof UnknownCode)) throw error;
    return attempt(false);
  });
  if ([...shown.keys()].some((digest) => !kept.has(digest))) await keptCode.keep(slug, shown);
  return output;
}

async function render(
  group: PreparedGroup,
  context: PageContext,
  { signal, code }: { readonly signal: AbortSignal; readonly code?: GroupCode },
): Promise<GroupOutput> {
  const { source, report, template, diagnostics, figures, collected } = group;
  const extras = await context.openExtras(group, code);
  const addresses = await pageFigures(group, context.singleFile);
  const { files, summary, content } = await runWithinLimit(signal, () => {
    const page = groupPage(group, { ...context, extras }, addresses);
    return {
      files: page.files,
      ...summarize({
        report,
        diagnostics,
        view: page.view,
        excerpts: movedExcerpts(group, context, extras),
        collected,
        evidence: context.evidence,
        ...(template ? { template } : {}),
      }),
    };
  });
  return {
    source,
    summary,
    facts: factsOf(group, context.counting),
    diagnostics,
    content: contentInMemory(content),
    encodeContent: async () => encodeContent(content),
    files,
    sharedFiles: context.singleFile ? figureFiles(group) : [],
    figures: countFigures(figures),
    unreachable: unreachableFigures(group),
    isProvisional: group.isProvisional,
  };
}

/** Moves what the report's page shows, where that is the same; else renders it anew. */
function movedExcerpts(
  group: PreparedGroup,
  { renderer, singleFile }: PageContext,
  extras: ProseExtras,
): MovedExcerpts {
  const { slug } = group.source;
  const page = `../${pageAddress(slug, singleFile)}`;
  const folder = `../${encodeURIComponent(slug)}/`;
  const prose = proseContext(group, { files: beside(`${folder}figures/`), extras, reportPage: page });
  const render: RenderExcerpt = (markdown, idPrefix) =>
    markdown === undefined || markdown === ''
      ? null
      : renderer.render(markdown, prose, { idPrefix, headingLevel: levels.answer, own: isOwnText(idPrefix) });
  const move = (html: SafeHtml, from: string, to: string): SafeHtml =>
    relocate(html, { idPrefix: { from, to }, home: { folder, page } });
  return {
    answer: ({ id, answer }, markdown) => {
      // Browsers show anchors in the status bar, where they must not reveal a group whose name is hidden.
      const idPrefix = `a${shortHash(slug).slice(0, 8)}.${id}`;
      // Figures that are inside a report's page are files here.
      return singleFile ? render(markdown, idPrefix) : answer && move(answer, id, idPrefix);
    },
    prompt: (text, idPrefix, shown) =>
      !singleFile && shown?.html && shown.markdown === text
        ? move(shown.html, idPrefix, idPrefix)
        : render(text, idPrefix),
  };
}

function unreachableFigures({ figures }: Pick<PreparedGroup, 'figures'>): readonly UnreachableFigure[] {
  return [...figures.values()].flatMap(({ outcome }) =>
    'failure' in outcome && outcome.failure === 'unreachable' && outcome.target.kind === 'remote'
      ? [[outcome.target.url, outcome.reason] as const]
      : [],
  );
}
