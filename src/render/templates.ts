/** The only module that uses the template engine (Nunjucks). */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import nunjucks from 'nunjucks';
import { sha256 } from '../model/sha256.js';
import { UserError } from '../model/user-error.js';
import { isEnglish, type Language, type WordKey } from '../words/language.js';
import { createTranslate, type Values } from '../words/translate.js';
import type { CompiledLayouts } from './compiled-layouts.js';
import { messageHtml } from './message-html.js';
import { SafeHtml, trustedHtml } from './safe-html.js';

/** Renders a layout with a page's data. */
export type RenderLayout = (layout: string, context: Readonly<Record<string, unknown>>) => string;

/** What compiled layouts depend on; `scripts/compile-layouts.mjs` has the same. */
const options = { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true };

/** Prefix of a layout's name for the package's own version, even if the course overrides it. */
const original = 'handin/';

/**
 * Opens two folders of layouts. A course's layout overrides the package's of the same name, and can extend that as
 * `handin/base.njk`.
 *
 * Output is escaped unless it is `SafeHtml`, and an undefined variable is an error. Text from reports is only passed as
 * data, never compiled.
 *
 * @param language Its words are what `t` looks up.
 * @param compiled The package's layouts; one that has changed since is compiled again.
 * @throws UserError, when rendering, for an error while one of the course's layouts is in use; any other error is a bug
 */
export function openLayouts(
  courseFolder: string,
  packageFolder: string,
  { language, compiled }: { readonly language: Language; readonly compiled?: CompiledLayouts },
): RenderLayout {
  const loader = new nunjucks.FileSystemLoader([courseFolder, packageFolder], { noCache: false, watch: false });
  const originals = new nunjucks.FileSystemLoader(packageFolder, { noCache: false, watch: false });
  const precompiled = isDeepStrictEqual(compiled?.options, options) ? compiled : undefined;
  let ownInUse = false;
  const engine = new nunjucks.Environment(
    [
      loaderOf((name) => {
        const source = loader.getSource(name);
        ownInUse ||= source?.path.startsWith(courseFolder) ?? false;
        return source && withCode(source, packageFolder, precompiled);
      }),
      loaderOf((name) =>
        name.startsWith(original)
          ? withCode(originals.getSource(name.slice(original.length)), packageFolder, precompiled)
          : null,
      ),
    ],
    options,
  );
  addWords(engine, language);
  engine.addFilter('message', messageHtml);
  return (layout, context) => {
    try {
      return engine.render(layout, context);
    } catch (error) {
      // An incomplete partial of the course fails in the package's layout that uses it.
      if (!ownInUse) throw error;
      throw new UserError(`The layout ${layout} cannot be used: ${reasonOf(error)}`, `Correct it in ${courseFolder}.`);
    }
  };
}

/** Lets all layouts look words up, and mark what may be, or is, in another language than they are. */
function addWords(engine: nunjucks.Environment, language: Language): void {
  // Nunjucks' types lack its `lib`.
  const { lib } = nunjucks as unknown as { readonly lib: { readonly escape: (text: string) => string } };
  const inHtml = createTranslate(language.words, language.wordsTag, lib.escape);
  engine.addGlobal('t', (key: WordKey, values?: Values) => {
    if (!values || !Object.values(values).some(isHtml)) return language.t(key, values);
    const escaped = Object.entries(values).map(([name, value]) => {
      if (isHtml(value)) return [name, String(value)];
      return [name, typeof value === 'string' ? lib.escape(value) : value];
    });
    return trustedHtml(inHtml(key, Object.fromEntries(escaped) as Values));
  });
  const isOther = !isEnglish(language);
  engine.addGlobal('langOfReports', trustedHtml(isOther ? ' lang=""' : ''));
  engine.addGlobal('langOfMessages', trustedHtml(isOther ? ' lang="en"' : ''));
}

/** Whether a value is printed as it is: HTML that we made, or what a macro printed. */
function isHtml(value: unknown): boolean {
  return value instanceof nunjucks.runtime.SafeString;
}

/** Null means "not found" to Nunjucks, which its types do not know. */
function loaderOf(getSource: (name: string) => nunjucks.LoaderSource | null): nunjucks.ILoader {
  return { getSource: getSource as (name: string) => nunjucks.LoaderSource };
}

/** Puts the compiled code in the place of a layout of the package that is as it was when it was compiled. */
function withCode(
  source: nunjucks.LoaderSource,
  packageFolder: string,
  compiled: CompiledLayouts | undefined,
): nunjucks.LoaderSource {
  const name = path.relative(packageFolder, source.path).split(path.sep).join('/');
  const code = compiled?.layouts[name];
  if (!code || sha256(source.src) !== code.sha256) return source;
  return { ...source, src: { type: 'code', obj: code.load() } as unknown as string };
}

/** What is wrong and where. Nunjucks lists every file of the inclusion chain; the last is the one. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  if (/call stack/i.test(message))
    return `it extends or includes itself. The package’s own are called ${original}base.njk and the like.`;
  const what = message.split('\n').at(-1)?.trim() ?? message;
  const [, file, line] = [...message.matchAll(/\(([^()]+\.njk)\)(?: \[Line (\d+))?/g)].at(-1) ?? [];
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return `${place}${what === nothingPrinted ? 'a name is printed that does not exist, or is null' : what}.`;
}

/** Nunjucks' message for an undefined variable. */
const nothingPrinted = 'attempted to output null or undefined value';

// Nunjucks leaves instances of its own class as they are, and escapes everything else. To convert the HTML of a page
// would mean to copy its data.
Object.setPrototypeOf(SafeHtml.prototype, nunjucks.runtime.SafeString.prototype);

/** A scope of Nunjucks, which its types lack. */
interface Frame {
  readonly variables: Record<string, unknown>;
  set(name: string, value: unknown, resolveUp?: boolean): void;
}

const frame = (nunjucks.runtime as unknown as { readonly Frame: { readonly prototype: Frame } }).Frame.prototype;
const originalSet = frame.set;

/** The parts of the names of variables in layouts, such as `loop.index`. */
const nameParts = new Map<string, readonly string[]>();

function partsOf(name: string): readonly string[] {
  const known = nameParts.get(name);
  if (known) return known;
  const parts = name.split('.');
  nameParts.set(name, parts);
  return parts;
}

// Nunjucks sets seven variables of a loop in each round, and every argument of a macro, and splits their names each time.
frame.set = function set(this: Frame, name, value, resolveUp): void {
  const [outer = '', inner, more] = partsOf(name);
  if (resolveUp || more !== undefined) originalSet.call(this, name, value, resolveUp);
  else if (inner === undefined) this.variables[outer] = value;
  else {
    const holder = (this.variables[outer] || {}) as Record<string, unknown>;
    this.variables[outer] = holder;
    holder[inner] = value;
  }
};
