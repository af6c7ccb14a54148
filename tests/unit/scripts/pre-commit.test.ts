import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { checkCommand } from '../../../src/cli/check.js';
import { configNames } from '../../../src/config/config-names.js';

const root = new URL('../../../', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, root), 'utf8');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files: string;
}

const text = await read('.pre-commit-hooks.yaml');
const hooks = parse(text) as readonly Hook[];
const [hook] = hooks;
const { bin } = JSON.parse(await read('package.json')) as { readonly bin: Readonly<Record<string, string>> };

it('defines one hook that pre-commit can install with npm', () => {
  const document = parseDocument(text);
  expect([document.errors, document.warnings]).toEqual([[], []]);
  expect(hooks).toEqual([
    {
      id: 'report-check',
      name: 'check the reports',
      description: 'Checks the answers, figures and links of the reports with `report check`.',
      language: 'node',
      entry: 'report check',
      pass_filenames: false,
      files: expect.any(String),
    },
  ]);
});

it('runs a program and a command of this package, built from a file that exists', () => {
  const [program = '', ...command] = hook?.entry.split(' ') ?? [];
  expect(command).toEqual([checkCommand('0.0.0').name()]);
  const source = bin[program]?.replace(/^dist\/(.*)\.js$/, 'src/$1.ts') ?? '';
  expect(existsSync(fileURLToPath(new URL(source, root)))).toBe(true);
});

it('runs for reports, their figures, the template and the configuration, and for nothing else', () => {
  const files = new RegExp(hook?.files ?? '');
  const matching = [
    'reports/README.md',
    'reports/a/README.md',
    'reports/a/figures/b c.png',
    'template.md',
    ...configNames,
  ];
  expect(matching.filter((path) => !files.test(path))).toEqual([]);
  const others = ['README.md', 'src/reports/a.ts', 'site/index.html', 'my-reports/README.md', 'build.config.json'];
  expect(others.filter((path) => files.test(path))).toEqual([]);
});

it('is in the README under its id', async () => {
  const readme = await read('README.md');
  const example = /```yaml\n(repos:\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(parse(example)).toEqual({
    repos: [{ repo: 'https://github.com/OWNER/handin', rev: 'COMMIT', hooks: [{ id: hook?.id }] }],
  });
});
