/** The only module that knows the template engine. */
import nunjucks from 'nunjucks';
import { UserError } from '../model/user-error.js';
import { SafeHtml } from './safe-html.js';

/** Renders a layout with a page's data. */
export type RenderLayout = (layout: string, context: Readonly<Record<string, unknown>>) => string;

/**
 * Opens two folders of layouts; a course's layout replaces the package's of the same name.
 *
 * Everything a layout prints is escaped unless it is `SafeHtml`, and a name that does not exist is an error. Text from
 * reports only ever arrives as data: it is never compiled.
 *
 * @throws UserError, when rendering, for a fault in one of the course's layouts; one in the package's is a bug
 */
export function openLayouts(courseFolder: string, packageFolder: string): RenderLayout {
  const loader = new nunjucks.FileSystemLoader([courseFolder, packageFolder], { noCache: false, watch: false });
  const engine = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  return (layout, context) => {
    try {
      return engine.render(layout, toTemplateData(context) as object);
    } catch (error) {
      // nunjucks names the file it was in, and nothing else tells whose it is.
      const { message } = error as Error;
      if (!message.includes(courseFolder)) throw error;
      throw new UserError(
        `The layout ${layout} cannot be used: ${message.replace(/^Template render error:\s*/, '')}`,
        `Correct it in ${courseFolder}.`,
      );
    }
  };
}

/** Copies data for the engine, with its own mark on what must not be escaped. */
function toTemplateData(value: unknown): unknown {
  if (value instanceof SafeHtml) return new nunjucks.runtime.SafeString(value.toString());
  if (Array.isArray(value)) return value.map(toTemplateData);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toTemplateData(item)]));
  return value;
}
