import type { Config } from '../../config/config.js';
import { generator, packageAssets, packageLayouts } from '../../config/package-files.js';
import { escapeHtml } from '../../markdown/html/escape-html.js';
import { questionsOf } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { fenceLanguages } from '../../parse/parsers.js';
import type { Highlight } from '../../render/html/highlight.js';
import { loadMath } from '../../render/html/math.js';
import { createProseRenderer } from '../../render/html/prose.js';
import { openPages } from '../../render/page.js';
import { openLayouts } from '../../render/templates.js';
import type { SiteFacts } from '../../render/views/page.js';
import type { PageContext } from '../group/group-page.js';
import type { PreparedGroup } from '../group/prepare-group.js';
import type { RenderedGroup } from '../group/render-group.js';
import type { FailedGroup } from '../load/isolate-failure.js';

/** Opens layouts and assets, and loads the grammars of the languages in these groups' code blocks. */
export async function openPageContext(
  config: Config,
  groups: readonly (PreparedGroup | RenderedGroup)[],
): Promise<PageContext> {
  // Of a page that is there already, only its prompts are rendered once more; and its answers, where figures are inside it.
  const isThere = (group: PreparedGroup | RenderedGroup): boolean => 'view' in group && !config.singleFile;
  const languages = config.highlight
    ? groups.flatMap((group) => (isThere(group) ? languagesIn(promptsOf(group)) : languagesOf(group)))
    : [];
  return { ...(await openPageTools(config)), highlight: await openHighlight(languages) };
}

/** Imports the highlighter only for code that it knows: it takes long to load. */
export async function openHighlight(languages: readonly string[]): Promise<Highlight> {
  if (languages.length === 0) return escapeHtml;
  const { loadHighlight } = await import('../../render/html/highlight.js');
  return loadHighlight(languages);
}

/** The parts of the context that do not depend on the reports. */
export async function openPageTools(config: Config): Promise<Omit<PageContext, 'highlight'>> {
  const { id: _, ...shown } = config.site;
  const site: SiteFacts = { ...shown, title: config.title, generator };
  return {
    renderPage: await openPages(openLayouts(config.layouts, packageLayouts), [config.assets, ...packageAssets]),
    renderer: createProseRenderer([
      ...(config.math ? [await loadMath()] : []),
      ...(config.markdown ? [guarded(config.markdown)] : []),
    ]),
    site,
    counting: config.words,
    singleFile: config.singleFile,
  };
}

/**
 * The languages of all code blocks of a group's page, as written behind the fences. Those of other groups must not
 * matter: its page is the same in every site.
 */
export function languagesOf(group: PreparedGroup | FailedGroup): readonly string[] {
  if ('failure' in group) return [];
  const { preamble, body, checklist, sections } = group.report;
  const excerpts = [preamble, body, checklist.intro, ...sections.map(({ intro }) => intro)];
  const answers = questionsOf(group.report).map(({ answer }) => answer);
  return languagesIn([...[...excerpts, ...answers].map((excerpt) => excerpt?.markdown ?? ''), ...promptsOf(group)]);
}

/** What a report's questions ask, in its own words and in its template's. */
function promptsOf(group: PreparedGroup | FailedGroup): readonly string[] {
  if ('failure' in group) return [];
  const prompts = [...questionsOf(group.report), ...(group.template?.questions.values() ?? [])].map(
    ({ prompt }) => prompt,
  );
  return prompts.flatMap(({ text, example = '' }) => [text, example]);
}

function languagesIn(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap(fenceLanguages))];
}

/** Converts an exception in the configuration's `markdown` function into a `UserError`. */
function guarded(extend: NonNullable<Config['markdown']>): NonNullable<Config['markdown']> {
  return (md) => {
    try {
      extend(md);
    } catch (error) {
      throw new UserError(
        `The function \`markdown\` of the configuration failed: ${(error as Error).message}`,
        'Correct it in build.config.ts.',
      );
    }
  };
}
