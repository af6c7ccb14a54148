import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds `dist` before the tests that run the built program, unless it is what a build would give. */
export default function buildIfChanged(): void {
  const script = fileURLToPath(new URL('../scripts/build-if-changed.mjs', import.meta.url));
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
}
