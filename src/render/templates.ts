/** The only module that uses the template engine (Nunjucks). */
import nunjucks from 'nunjucks';
import { UserError } from '../model/user-error.js';
import { SafeHtml } from './safe-html.js';

/** Renders a layout with a page's data. */
export type RenderLayout = (layout: string, context: Readonly<Record<string, unknown>>) => string;

/** Prefix of a layout's name for the package's own version, even if the course overrides it. */
const original = 'handin/';

/**
 * Opens two folders of layouts. A course's layout overrides the package's of the same name, and can extend that as
 * `handin/base.njk`.
 *
 * Output is escaped unless it is `SafeHtml`, and an undefined variable is an error. Text from reports is only passed as
 * data, never compiled.
 *
 * @throws UserError, when rendering, for an error while one of the course's layouts is in use; any other error is a bug
 */
export function openLayouts(courseFolder: string, packageFolder: string): RenderLayout {
  const loader = new nunjucks.FileSystemLoader([courseFolder, packageFolder], { noCache: false, watch: false });
  const originals = new nunjucks.FileSystemLoader(packageFolder, { noCache: false, watch: false });
  let ownInUse = false;
  loader.on('load', (_, { path }) => {
    ownInUse ||= path.startsWith(courseFolder);
  });
  const engine = new nunjucks.Environment([loader, originalsOf(originals)], {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
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

/** Loads the package's layouts by their prefixed names. */
function originalsOf(loader: nunjucks.FileSystemLoader): nunjucks.ILoader {
  return {
    getSource: (name) =>
      name.startsWith(original)
        ? loader.getSource(name.slice(original.length))
        : // null means "not found" to Nunjucks, which its types do not know.
          (null as unknown as nunjucks.LoaderSource),
  };
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
