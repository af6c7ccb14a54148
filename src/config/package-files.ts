import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Right in `src/build` and in `dist/modules`, where the build puts what it joins. */
const root = new URL('../../', import.meta.url);

/** The package's own layouts. */
export const packageLayouts = fileURLToPath(new URL('layouts', root));

/** The package's own style sheets and scripts, as they were made small for browsers, and its icon. */
export const packageAssets: readonly string[] = [
  fileURLToPath(new URL('dist/assets', root)),
  fileURLToPath(new URL('assets', root)),
];

/** What is known about the configuration, for `report help`. */
export const packageReadme = fileURLToPath(new URL('README.md', root));

/** What `report init` writes. */
export const packageStarters = fileURLToPath(new URL('src/init/files', root));

/** Name and version: `handin 0.1.0`. */
export const generator = `handin ${(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }).version}`;
