/** The declarations, as a configuration or a program in TypeScript sees them. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const index = join(root, 'dist', 'index.d.ts');

/** The packages that a declaration file refers to, directly or through its imports. */
async function packagesOf(file: string, seen = new Set<string>()): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (seen.has(file)) return found;
  seen.add(file);
  const { importedFiles } = ts.preProcessFile(await readFile(file, 'utf8'));
  for (const { fileName } of importedFiles) {
    if (!fileName.startsWith('.')) found.add(fileName);
    else
      for (const name of await packagesOf(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')), seen))
        found.add(name);
  }
  return found;
}

it('refer only to packages that are installed with this one', async () => {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const packages = [...(await packagesOf(index))];
  expect(packages).toContain('markdown-it');
  expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
});

it.each([ts.ModuleResolutionKind.NodeNext, ts.ModuleResolutionKind.Bundler])(
  'are sound for the strictest reader (module resolution %i)',
  (moduleResolution) => {
    const program = ts.createProgram([index], {
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: moduleResolution === ts.ModuleResolutionKind.Bundler ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
      moduleResolution,
      types: [],
    });
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    expect(messages).toEqual([]);
  },
  60_000,
);
