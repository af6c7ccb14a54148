/** The only module that knows the template engine. */
import nunjucks from 'nunjucks';
import { UserError } from '../model/user-error.js';
import { SafeHtml } from './safe-html.js';

/** Renders a layout with a page's data. */
export type RenderLayout = (layout: string, context: Readonly<Record<string, unknown>>) => string;

/** Before the name of a layout: the package's own, whatever the course has in its place. */
const original = 'handin/';

/**
 * Opens two folders of layouts; a course's layout replaces the package's of the same name, and reaches that as
 * `handin/base.njk`.
 *
 * Everything a layout prints is escaped unless it is `SafeHtml`, and a name that does not exist is an error. Text from
 * reports only ever arrives as data: it is never compiled.
 *
 * @throws UserError, when rendering, for a fault while one of the course's layouts is in use; another is a bug
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
      return engine.render(layout, toTemplateData(context) as object);
    } catch (error) {
      // A partial of the course that lacks something fails where the package's layouts use it.
      if (!ownInUse) throw error;
      throw new UserError(`The layout ${layout} cannot be used: ${reasonOf(error)}`, `Correct it in ${courseFolder}.`);
    }
  };
}

/** Gives the package's layouts under names of their own. */
function originalsOf(loader: nunjucks.FileSystemLoader): nunjucks.ILoader {
  return {
    getSource: (name) =>
      name.startsWith(original)
        ? loader.getSource(name.slice(original.length))
        : // What the engine takes for "not here"; its types do not know it.
          (null as unknown as nunjucks.LoaderSource),
  };
}

/** What was wrong and where. The engine tells every file on the way there; the last is the one. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  if (/call stack/i.test(message))
    return `it extends or includes itself. The package’s own are called ${original}base.njk and the like.`;
  const what = message.split('\n').at(-1)?.trim() ?? message;
  const [, file, line] = [...message.matchAll(/\(([^()]+\.njk)\)(?: \[Line (\d+))?/g)].at(-1) ?? [];
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return `${place}${what === nothingPrinted ? 'a name is printed that does not exist, or is null' : what}.`;
}

/** How the engine puts it. */
const nothingPrinted = 'attempted to output null or undefined value';

/** Copies data for the engine, with its own mark on what must not be escaped. */
function toTemplateData(value: unknown): unknown {
  if (value instanceof SafeHtml) return new nunjucks.runtime.SafeString(value.toString());
  if (Array.isArray(value)) return value.map(toTemplateData);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toTemplateData(item)]));
  return value;
}
