// Builds the package before it is packed, linked, or used from a clone.
//
// `npm install --global` of a clone or of a repository's address runs this without the development dependencies: npm
// hands its own `--global` on to the installation that should fetch them. They are installed here in that case.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error('The development dependencies are missing. Run `npm ci`.');
  // With its scripts, `npm ci` would run this one again. No dependency needs its own.
  const options = ['--no-global', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  execFileSync(process.execPath, [npm, 'ci', ...options], { cwd: root, stdio: 'inherit' });
}

await import('./build-if-changed.mjs');
