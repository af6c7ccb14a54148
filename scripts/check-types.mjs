// Checks the types of the program, of the pages' scripts, and of the tests with the scripts of the repository.
//
// With TypeScript 7, which takes a quarter of the time. Version 6 is installed beside it for packages and tests that use
// its programming interface, which 7 does not have; both would be `tsc`, so this one is named by its path.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/typescript7/bin/tsc', import.meta.url));

for (const project of ['.', 'assets/client', 'tests']) {
  const { status } = spawnSync(process.execPath, [compiler, '--noEmit', '--project', project], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
