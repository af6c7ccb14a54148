// Builds `dist`: the program and its types, and, made small for browsers, the styles and the scripts in `assets/client`.
// Everything goes to a folder beside it first, so that a failing build leaves the last good one.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleProgram } from './bundle-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const assetsFolder = join(root, 'assets');
const clientFolder = join(assetsFolder, 'client');
const dist = join(root, 'dist');
const stage = mkdtempSync(join(root, 'dist-'));

try {
  compileTypes();
  await Promise.all([bundleProgram(root, stage), bundleClient()]);
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

/** Scripts that lie in `assets/client` itself are entries; what they share lies in folders below. Styles are only minified. */
async function bundleClient() {
  const scripts = readdirSync(clientFolder).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const styles = readdirSync(assetsFolder).filter((name) => name.endsWith('.css'));
  await build({
    entryPoints: [
      ...scripts.map((name) => join(clientFolder, name)),
      ...styles.map((name) => join(assetsFolder, name)),
    ],
    outbase: clientFolder,
    entryNames: '[name]',
    outdir: join(stage, 'assets'),
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
  });
}

/** @param {unknown} error */
function isFailedCommand(error) {
  return error instanceof Error && 'status' in error;
}
