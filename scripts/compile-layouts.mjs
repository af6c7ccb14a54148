// Compiles the package's layouts: to do so takes Nunjucks longer than to render a small course with them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import nunjucks from 'nunjucks';

/** As `src/render/templates.ts` has them: layouts that were compiled with others are not used. */
const options = { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true };

/**
 * Compiles the layouts in a folder.
 *
 * @param {string} folder
 * @returns {string} a module; see `CompiledLayouts` in `src/render/compiled-layouts.ts`
 */
export function compileLayouts(folder) {
  const { compiler } =
    /** @type {{ compiler: { compile(source: string, asyncFilters: [], extensions: [], name: string, options: object): string } }} */ (
      /** @type {unknown} */ (nunjucks)
    );
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk'));
  const entries = names.sort().map((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const path = name.split(sep).join('/');
    const digest = createHash('sha256').update(source).digest('hex');
    const code = compiler.compile(source, [], [], path, options);
    return `${JSON.stringify(path)}: { sha256: '${digest}', load: () => {\n${code}\n} },\n`;
  });
  return `export const options = ${JSON.stringify(options)};\nexport const layouts = {\n${entries.join('')}};\n`;
}
