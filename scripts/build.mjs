// Builds `dist`: the program, its types in one file, and the style sheets and scripts of the pages, minified.
// Writes to a temporary folder beside it and renames that, so that a failed build keeps the previous one.
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOfSources, recordBuilt } from './built.mjs';
import { bundleClient } from './bundle-client.mjs';
import { bundleProgram } from './bundle-program.mjs';
import { bundleStyles } from './bundle-styles.mjs';
import { bundleTypes } from './bundle-types.mjs';
import { compileLayouts } from './compile-layouts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const digest = digestOfSources(root);
const stage = mkdtempSync(join(root, 'dist-'));

try {
  writeFileSync(join(stage, 'layouts.js'), compileLayouts(join(root, 'layouts')));
  await Promise.all([bundleProgram(root, stage), bundleTypes(root, stage), writeClient()]);
  chmodSync(join(stage, 'cli', 'bin.js'), 0o755);
  chmodSync(stage, 0o755);
  rmSync(dist, { recursive: true, force: true });
  renameSync(stage, dist);
  recordBuilt(root, digest);
} catch (error) {
  rmSync(stage, { recursive: true, force: true });
  throw error;
}

async function writeClient() {
  const assets = join(root, 'assets');
  const target = join(stage, 'assets');
  const [{ files: scripts }, styles] = await Promise.all([
    bundleClient(assets, target),
    bundleStyles(root, join(assets, 'styles'), target),
  ]);
  mkdirSync(target);
  for (const [path, content] of [...scripts, ...styles]) writeFileSync(path, content);
}
