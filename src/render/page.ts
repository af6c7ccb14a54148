import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../model/user-error.js';
import type { Language } from '../words/language.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { occasionalStyles, pageKinds } from './page-kinds.js';
import { trustedHtml } from './safe-html.js';
import type { RenderLayout } from './templates.js';
import type { QuestionPageView, SearchPageView } from './views/cohort.js';
import type { CohortView } from './views/groups.js';
import type { ChecklistPageView } from './views/matrix.js';
import type { FailureView, NotFoundView, ReportView, StartView } from './views/report.js';
import type { SimilarPageView } from './views/similar.js';
import { wordsInScript } from './words-in-script.js';

/** The data of each kind of page. */
export interface Views {
  readonly report: ReportView;
  readonly cohort: CohortView;
  /** The same on a public site, without marks. */
  readonly publicCohort: CohortView;
  readonly checklist: ChecklistPageView;
  readonly question: QuestionPageView;
  /** The same on a public site, without marks. */
  readonly publicQuestion: QuestionPageView;
  readonly search: SearchPageView;
  readonly similar: SimilarPageView;
  readonly failure: FailureView;
  readonly start: StartView;
  readonly notFound: NotFoundView;
}

/**
 * Renders a view as a whole page.
 *
 * @param policy Whether the page may load scripts of the site. Only for a page that shows no HTML of a report.
 */
export type RenderPage = <Kind extends keyof Views>(
  kind: Kind,
  page: Views[Kind],
  policy?: { readonly loadsScripts: boolean },
) => string;

/** The script of every page that runs before the first paint. */
const earlyScript = 'head.js';

/** Style sheet and scripts of one kind of page, and their Content-Security-Policy. */
interface PageAssets {
  readonly style: string;
  readonly early: string;
  readonly script: string;
  readonly csp: string;
  readonly icon: string;
}

/**
 * Opens the assets of pages; those of a kind are read with the first page of it.
 *
 * @param folders The folders with style sheets, scripts and the icon; the first that has a file wins
 * @param language Scripts get the words that they show.
 */
export function openPages(
  renderLayout: RenderLayout,
  { folders, language }: { readonly folders: readonly string[]; readonly language: Language },
): RenderPage {
  const files = new Map<string, string>();
  const read = (name: string): string => {
    const content = files.get(name) ?? readAsset(folders, name);
    files.set(name, content);
    return content;
  };
  const assets = new Map<string, KindAssets>();
  return (kind, page, policy) => {
    const render = (extraStyles: readonly string[]): string => {
      const key = [kind, ...extraStyles].join();
      const { styles, script: name, layout } = pageKinds[kind];
      const asset =
        assets.get(key) ?? joinAssets({ styles: [...styles, ...extraStyles], script: name, language }, read);
      assets.set(key, asset);
      const { style, early, script, icon } = asset;
      const csp = policy?.loadsScripts ? asset.loadingCsp : asset.csp;
      return renderLayout(layout, {
        page,
        asset: { style: trustedHtml(style), early: trustedHtml(early), script: trustedHtml(script), csp, icon },
      });
    };
    const html = render([]);
    // Only the rendered page tells what it has; the others carry no styles for that.
    const occasional = occasionalStyles.filter(({ marker }) => html.includes(marker)).map(({ sheet }) => sheet);
    return occasional.length > 0 ? render(occasional) : html;
  };
}

interface KindAssets extends PageAssets {
  /** The policy of a page that loads scripts of the site. */
  readonly loadingCsp: string;
}

function joinAssets(
  {
    styles,
    script,
    language,
  }: { readonly styles: readonly string[]; readonly script: string; readonly language: Language },
  read: (name: string) => string,
): KindAssets {
  const style = styles.map(read).join('\n');
  const early = read(earlyScript);
  const code = wordsInScript(read(script), language);
  const icon = read('icon.svg');
  return {
    style: refuseEndTag(style, 'style'),
    early: refuseEndTag(early, 'script'),
    script: refuseEndTag(code, 'script'),
    csp: contentSecurityPolicy(style, [early, code], false),
    loadingCsp: contentSecurityPolicy(style, [early, code], true),
    icon: `data:image/svg+xml,${encodeURIComponent(icon.trim())}`,
  };
}

/** Refuses content with an end tag that would close its element. Ours has none, a course's might. */
function refuseEndTag(content: string, element: string): string {
  if (content.toLowerCase().includes(`</${element}`))
    throw new UserError(
      `A file in the assets folder contains “</${element}”, which would end the element that it is put into.`,
      'Write it in another way, for instance with an escape.',
    );
  return content;
}

function readAsset(folders: readonly string[], name: string): string {
  for (const folder of folders) {
    try {
      return readFileSync(path.join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`the asset ${name} is in none of ${folders.join(', ')}: the package was not built`);
}
