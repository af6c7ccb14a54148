// Builds `dist`: the program and its types, and, made small for browsers, the styles and the scripts in `assets/client`.
// Everything goes to a folder beside it first, so that a failing build leaves the last good one.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { bundle, Features } from 'lightningcss';
import { bundleProgram } from './bundle-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const assetsFolder = join(root, 'assets');
const clientFolder = join(assetsFolder, 'client');
/** Only imported by other sheets: it has no rules. */
const breakpoints = 'breakpoints.css';
const dist = join(root, 'dist');
const stage = mkdtempSync(join(root, 'dist-'));

try {
  compileTypes();
  await Promise.all([bundleProgram(root, stage), bundleScripts(), bundleStyles()]);
  chmodSync(join(stage, 'cli', 'bin.js'), 0o755);
  chmodSync(stage, 0o755);
  rmSync(dist, { recursive: true, force: true });
  renameSync(stage, dist);
} catch (error) {
  rmSync(stage, { recursive: true, force: true });
  // The compiler has already printed what is wrong; a second stack would only hide it.
  if (!isFailedCommand(error)) throw error;
  process.exitCode = 1;
}

function compileTypes() {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = ['-p', root, '--outDir', stage, '--emitDeclarationOnly'];
  execFileSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
}

/** Each script in `assets/client` itself is an entry point; folders below hold what they share. */
async function bundleScripts() {
  const scripts = readdirSync(clientFolder).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  await build({
    entryPoints: scripts.map((name) => join(clientFolder, name)),
    outdir: join(stage, 'assets'),
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
  });
}

/** Replaces the named breakpoints in the style sheets (`@custom-media`, which no browser supports yet), and minifies. */
async function bundleStyles() {
  mkdirSync(join(stage, 'assets'), { recursive: true });
  for (const name of readdirSync(assetsFolder).filter((file) => file.endsWith('.css') && file !== breakpoints)) {
    const { code } = bundle({
      filename: join(assetsFolder, name),
      drafts: { customMedia: true },
      include: Features.CustomMediaQueries,
    });
    // Lightning CSS would minify too, but writes `background: none` as `0 0`, which computes to another position.
    const minified = await transform(code.toString(), { loader: 'css', minify: true, target: 'es2022' });
    writeFileSync(join(stage, 'assets', name), minified.code.trim());
  }
}

/** @param {unknown} error */
function isFailedCommand(error) {
  return error instanceof Error && 'status' in error;
}
