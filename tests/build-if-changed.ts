import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const marker = 'HANDIN_BUILT_FOR_TESTS';

/** Builds `dist` before the tests that run the built program; once, though several projects ask for it. */
export default function buildOnce(): void {
  if (process.env[marker]) return;
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))], {
    stdio: 'inherit',
  });
  process.env[marker] = 'yes';
}
