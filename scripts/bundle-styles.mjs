// Compiles the style sheets of the pages.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { bundle, Features } from 'lightningcss';
import { embedFonts } from './bundle-fonts.mjs';

/** Only imported by other sheets: it has no rules. */
const breakpoints = 'breakpoints.css';

/**
 * Replaces the named breakpoints in the style sheets (`@custom-media`, which no browser supports yet), embeds the fonts, and minifies.
 *
 * @param {string} root The package's folder.
 * @param {string} styles The package's folder of style sheets.
 * @param {string} target Folder for the files.
 * @returns {Promise<ReadonlyMap<string, string>>} The files by path.
 */
export async function bundleStyles(root, styles, target) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const name of readdirSync(styles).filter((file) => file.endsWith('.css') && file !== breakpoints)) {
    const { code } = bundle({
      filename: join(styles, name),
      drafts: { customMedia: true },
      include: Features.CustomMediaQueries,
    });
    // Lightning CSS would minify too, but writes `background: none` as `0 0`, which computes to another position.
    const minified = await transform(code.toString(), { loader: 'css', minify: true, target: 'es2022' });
    files.set(join(target, name), await embedFonts(root, minified.code.trim()));
  }
  return files;
}
