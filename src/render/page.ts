import { readFileSync } from 'node:fs';
import path from 'node:path';
import { escapeHtml } from '../markdown/html/escape-html.js';
import { UserError } from '../model/user-error.js';
import type { Language } from '../words/language.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { occasionalStyles, pageKinds } from './page-kinds.js';
import { type SafeHtml, trustedHtml } from './safe-html.js';
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

/** Whether a page may load scripts of the site. Only for a page that shows no HTML of a report. */
export interface PagePolicy {
  readonly loadsScripts: boolean;
}

/** Makes pages. */
export interface Pages {
  /**
   * Renders a view as a page with placeholders for its assets, in UTF-8. It is a quarter of the page's size, so caches keep
   * this.
   */
  draft<Kind extends keyof Views>(kind: Kind, page: Views[Kind]): Uint8Array;
  /** Puts the assets into a draft: the parts of the page, in UTF-8. Those that are assets are shared by all pages. */
  finish(kind: keyof Views, draft: Uint8Array, policy?: PagePolicy): readonly Uint8Array[];
  /** Renders a view as a whole page, in UTF-8. */
  render<Kind extends keyof Views>(kind: Kind, page: Views[Kind], policy?: PagePolicy): Uint8Array;
}

/** The script of every page that runs before the first paint. */
const earlyScript = 'head.js';

/** Style sheet and scripts of one kind of page, their Content-Security-Policy, and the icon's URL: the last two escaped. */
interface PageAssets {
  readonly style: string;
  readonly early: string;
  readonly script: string;
  readonly csp: string;
  readonly icon: string;
}

/** The same in UTF-8. */
type EncodedAssets = Readonly<Record<keyof PageAssets, Uint8Array>>;

/**
 * Opens the assets of pages; those of a kind are read with the first page of it.
 *
 * @param folders The folders with style sheets, scripts and the icon; the first that has a file wins
 * @param language Scripts get the words that they show.
 */
export function openPages(
  renderLayout: RenderLayout,
  { folders, language }: { readonly folders: readonly string[]; readonly language: Language },
): Pages {
  const files = new Map<string, string>();
  const read = (name: string): string => {
    const content = files.get(name) ?? readAsset(folders, name);
    files.set(name, content);
    return content;
  };
  const known = new Map<string, KindAssets>();
  const draft: Pages['draft'] = (kind, page) => {
    const { script, layout } = pageKinds[kind];
    // Layouts leave out an empty script.
    const own = read(script) === '' ? { script: trustedHtml('') } : {};
    const html = renderLayout(layout, { page, asset: { ...tokens, ...own } });
    return encodeDraft(html);
  };
  const finish: Pages['finish'] = (kind, draft, policy) => {
    const { styles, script } = pageKinds[kind];
    // Only the rendered page tells what it has; the others carry no styles for that.
    const bytes = Buffer.from(draft.buffer, draft.byteOffset, draft.length);
    const occasional = occasionalStyles.filter(({ marker }) => bytes.includes(marker)).map(({ sheet }) => sheet);
    const key = [kind, ...occasional].join();
    const assets = known.get(key) ?? joinAssets({ styles: [...styles, ...occasional], script, language }, read);
    known.set(key, assets);
    return fillIn(bytes, policy?.loadsScripts ? { ...assets, csp: assets.loadingCsp } : assets);
  };
  return { draft, finish, render: (kind, page, policy) => Buffer.concat(finish(kind, draft(kind, page), policy)) };
}

/** Nobody who writes a report can know it. */
const secret = crypto.randomUUID();

/**
 * What layouts get in place of the assets until the page is rendered: so the assets, which are most of a page, are encoded
 * once, and not copied with each step of putting text together. In a draft, an asset's name between two NULs stands for it,
 * and there is no other NUL; HTML may have none.
 */
const tokens: Readonly<Record<keyof PageAssets, SafeHtml>> = {
  style: tokenOf('style'),
  early: tokenOf('early'),
  script: tokenOf('script'),
  csp: tokenOf('csp'),
  icon: tokenOf('icon'),
};

function tokenOf(name: keyof PageAssets): SafeHtml {
  return trustedHtml(`${secret}-${name}-`);
}

/**
 * Encodes a page, with placeholders instead of tokens. It is split at the secret, which copies nothing: a regular expression
 * takes ten times as long.
 *
 * @throws UserError for a layout that changes a token
 */
function encodeDraft(html: string): Uint8Array {
  const [start = '', ...others] = html.replaceAll('\0', '\uFFFD').split(secret);
  return Buffer.concat([
    Buffer.from(start),
    ...others.flatMap((part) => {
      const end = part.indexOf('-', 1);
      const name = part.slice(1, end);
      if (!Object.hasOwn(tokens, name))
        throw new UserError(
          'A layout changes an asset, such as `asset.script`, before it is in the page.',
          'Assets can only be put into a page as they are.',
        );
      return [Buffer.from(`\0${name}\0`), Buffer.from(part.slice(end + 1))];
    }),
  ]);
}

/** The parts of a page: those of the draft, which share its memory, and between them the assets. */
function fillIn(draft: Buffer, assets: EncodedAssets): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let start = draft.indexOf(0); start >= 0; start = draft.indexOf(0, from)) {
    const end = draft.indexOf(0, start + 1);
    parts.push(draft.subarray(from, start), assets[draft.toString('latin1', start + 1, end) as keyof PageAssets]);
    from = end + 1;
  }
  parts.push(draft.subarray(from));
  return parts;
}

interface KindAssets extends EncodedAssets {
  /** The policy of a page that loads scripts of the site. */
  readonly loadingCsp: Uint8Array;
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
    style: Buffer.from(refuseEndTag(style, 'style')),
    early: Buffer.from(refuseEndTag(early, 'script')),
    script: Buffer.from(refuseEndTag(code, 'script')),
    csp: forAttribute(contentSecurityPolicy(style, [early, code], false)),
    loadingCsp: forAttribute(contentSecurityPolicy(style, [early, code], true)),
    icon: forAttribute(`data:image/svg+xml,${encodeURIComponent(icon.trim())}`),
  };
}

/** Escapes and encodes a value for an attribute in quotation marks of either kind. */
function forAttribute(value: string): Uint8Array {
  return Buffer.from(escapeHtml(value).replaceAll("'", '&#39;'));
}

/** Refuses content with an end tag that would close its element. Ours has none, a course's might. */
function refuseEndTag(content: string, element: string): string {
  if (new RegExp(`</${element}`, 'i').test(content))
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
