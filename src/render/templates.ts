/** The only module that knows the template engine. */
import nunjucks from 'nunjucks';
import { UserError } from '../model/user-error.js';
import { SafeHtml } from './safe-html.js';

/** Renders a layout with a page's data. */
export type RenderLayout = (layout: string, context: Readonly<Record<string, unknown>>) => string;

/**
 * Opens folders of layouts; a layout is taken from the first folder that has it.
 *
 * Everything a layout prints is escaped unless it is `SafeHtml`, and a name that does not exist is an error. Text from
 * reports only ever arrives as data: it is never compiled.
 */
export function openLayouts(folders: readonly string[]): RenderLayout {
  const engine = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([...folders], { noCache: false, watch: false }),
    {
      autoescape: true,
      throwOnUndefined: true,
      trimBlocks: true,
      lstripBlocks: true,
    },
  );
  return (layout, context) => {
    try {
      return engine.render(layout, toTemplateData(context) as object);
    } catch (error) {
      throw new UserError(
        `The layout ${layout} cannot be used: ${(error as Error).message.replace(/^Template render error:\s*/, '')}`,
        `Correct it in ${folders.join(' or ')}.`,
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
