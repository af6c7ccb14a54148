import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The package's root: two folders above `src/config`, and above `dist/modules`, where the bundle is. */
const root = new URL('../../', import.meta.url);

/** The package's folder. */
export const packageFolder = fileURLToPath(root);

/** The package's own layouts. */
export const packageLayouts = fileURLToPath(new URL('layouts', root));

/** The package's own layouts, compiled. */
export const compiledLayouts = fileURLToPath(new URL('dist/layouts.js', root));

/** The package's own style sheets and scripts, minified, and its icon. */
export const packageAssets: readonly string[] = [
  fileURLToPath(new URL('dist/assets', root)),
  fileURLToPath(new URL('assets', root)),
];

/** The README, which `report help` quotes. */
export const packageReadme = fileURLToPath(new URL('README.md', root));

/** The files that `report init` copies. */
export const packageStarters = fileURLToPath(new URL('src/init/files', root));

/** Name and version: `handin 0.1.0`. */
export const generator = `handin ${(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }).version}`;
