import type { Config } from '../../config/config.js';
import { generator, packageAssets, packageLayouts } from '../../config/package-files.js';
import { questionsOf } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { fenceLanguages } from '../../parse/parsers.js';
import { loadHighlight } from '../../render/html/highlight.js';
import { loadMath } from '../../render/html/math.js';
import { createProseRenderer } from '../../render/html/prose.js';
import { openPages } from '../../render/page.js';
import { openLayouts } from '../../render/templates.js';
import type { SiteFacts } from '../../render/views/page.js';
import type { PageContext } from '../group/group-page.js';
import type { PreparedGroup } from '../group/prepare-group.js';
import type { FailedGroup } from '../load/isolate-failure.js';

/** Opens layouts and assets, and loads the grammars of the languages in these groups' code blocks. */
export async function openPageContext(
  config: Config,
  groups: readonly (PreparedGroup | FailedGroup)[],
): Promise<PageContext> {
  const languages = config.highlight ? groups.flatMap(languagesOf) : [];
  return { ...(await openPageTools(config)), highlight: await loadHighlight(languages) };
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

/** The languages of a group's code blocks, as written behind the fences. */
export function languagesOf(group: PreparedGroup | FailedGroup): readonly string[] {
  return 'report' in group ? questionsOf(group.report).flatMap(({ answer }) => fenceLanguages(answer.markdown)) : [];
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
