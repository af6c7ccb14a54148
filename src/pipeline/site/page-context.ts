import type { Config } from '../../config/config.js';
import { generator, packageAssets, packageLayouts } from '../../config/package-files.js';
import { questionsOf } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { fencesIn } from '../../parse/fence-languages.js';
import { loadHighlight } from '../../render/html/highlight.js';
import { loadMath } from '../../render/html/math.js';
import { createProseRenderer } from '../../render/html/prose.js';
import { openPages } from '../../render/page.js';
import { openLayouts } from '../../render/templates.js';
import type { SiteFacts } from '../../render/views/page.js';
import type { BuiltGroup, FailedGroup } from '../group/build-group.js';
import type { PageContext } from '../group/group-page.js';

/** Opens layouts, assets and the languages that these groups' code is in. */
export async function openPageContext(
  config: Config,
  groups: readonly (BuiltGroup | FailedGroup)[],
): Promise<PageContext> {
  const languages = config.highlight ? groups.flatMap(languagesOf) : [];
  return { ...(await openPageTools(config)), highlight: await loadHighlight(languages) };
}

/** What pages are made with, whatever stands in the reports. */
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

/** The languages that a group's code is in, as written behind the fences. */
export function languagesOf(group: BuiltGroup | FailedGroup): readonly string[] {
  return 'report' in group ? questionsOf(group.report).flatMap(({ answer }) => fencesIn(answer.markdown)) : [];
}

/** A course's own additions run in our program, but their faults are the configuration's. */
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
