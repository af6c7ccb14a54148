import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../../../src/config/load.js';
import { resolveConfig } from '../../../../src/config/resolve.js';
import { openPreview, type Preview } from '../../../../src/pipeline/preview/open-preview.js';
import { buildSite } from '../../../../src/pipeline/site/build-site.js';
import { createWatcher } from '../../../../src/watch-files/watch-files.js';
import { caseCount, searchOf } from '../../../support/long-tests.js';

const runs = caseCount(1, 8);
const editsPerRun = 25;
const hooks = { signal: new AbortController().signal, onProgress: () => undefined };

let folder: string;
let pictures: readonly Buffer[];
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'handin-edits-')));
  pictures = await Promise.all(
    ['teal', 'tomato', 'gold'].map((background) =>
      sharp({ create: { width: 24, height: 16, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const groups = ['ash', 'birch', 'cedar'] as const;
const texts = [
  'Words enough to be an answer.',
  '--- question 1 fill here ---',
  'See ![a plot](figures/a.png) and ![](figures/b.png).',
  'TODO\n\n```python\nprint(1)\n```',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '<b>never closed, and ```a fence',
  '```md\nA fence that never ends',
  '',
] as const;

function readme(answers: readonly string[]): string {
  return `# Report\n\n* [x] Box\n\n${answers.map((text, index) => `### Question ${index + 1}\n\n> **Why ${index}? 3-8 words.**\n\n${text}\n`).join('\n')}`;
}

/** One change of a course's files, as an editor, a person or git makes it. */
type Edit =
  | {
      readonly kind: 'save';
      readonly group: string;
      readonly way: 'in place' | 'rename' | 'backup';
      readonly answers: readonly string[];
    }
  | { readonly kind: 'figure'; readonly group: string; readonly name: string; readonly picture: number | null }
  | { readonly kind: 'rename figure'; readonly group: string }
  | { readonly kind: 'delete report' | 'replace folder'; readonly group: string }
  | { readonly kind: 'switch'; readonly answers: readonly string[] }
  | { readonly kind: 'template' | 'layout' | 'config'; readonly number: number };

const group = fc.constantFrom(...groups);
const answers = fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      group,
      way: fc.constantFrom('in place', 'rename', 'backup'),
      answers,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('figure' as const),
      group,
      name: fc.constantFrom('a.png', 'b.png', 'B.PNG'),
      picture: fc.constantFrom(0, 1, 2, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename figure' as const), group }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('delete report' as const, 'replace folder' as const), group }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch' as const), answers }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('template' as const, 'layout' as const, 'config' as const),
      number: fc.nat(2),
    }),
  },
);

async function save(file: string, text: string, way: Extract<Edit, { kind: 'save' }>['way']): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  if (way === 'backup') await rename(file, `${file}~`).catch(() => undefined);
  if (way !== 'rename') await writeFile(file, text);
  else {
    await writeFile(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
  }
  await rm(`${file}~`, { force: true });
}

async function apply(root: string, change: Edit): Promise<void> {
  const home = (name: string): string => path.join(root, 'reports', name);
  switch (change.kind) {
    case 'save':
      return save(path.join(home(change.group), 'README.md'), readme(change.answers), change.way);
    case 'figure': {
      const file = path.join(home(change.group), 'figures', change.name);
      if (change.picture === null) return rm(file, { force: true });
      await mkdir(path.dirname(file), { recursive: true });
      return writeFile(file, pictures[change.picture] ?? '');
    }
    case 'rename figure': {
      const figures = path.join(home(change.group), 'figures');
      return rename(path.join(figures, 'a.png'), path.join(figures, 'b.png')).catch(() => undefined);
    }
    case 'delete report':
      return rm(path.join(home(change.group), 'README.md'), { force: true });
    case 'replace folder': {
      const copy = path.join(root, 'elsewhere');
      await cp(home(change.group), copy, { recursive: true }).catch(() => mkdir(copy));
      await rm(home(change.group), { recursive: true, force: true });
      return rename(copy, home(change.group));
    }
    case 'switch':
      for (const name of groups)
        await save(path.join(home(name), 'README.md'), readme([...change.answers, name]), 'in place');
      return;
    case 'template':
      return writeFile(path.join(root, 'template.md'), readme(texts.slice(0, change.number + 1)));
    case 'layout': {
      const layout = path.join(root, 'layouts', 'partials', 'theme.njk');
      if (change.number === 0) return rm(layout, { force: true });
      await mkdir(path.dirname(layout), { recursive: true });
      return writeFile(layout, `<p>Layout ${change.number}</p>\n`);
    }
    case 'config':
      return writeFile(path.join(root, 'build.config.mjs'), configText(change.number));
  }
}

function configText(number: number): string {
  return `export default { title: 'Course ${number}', template: 'template.md', figures: { widths: [16] } };\n`;
}

async function startCourse(): Promise<string> {
  const root = await mkdtemp(path.join(folder, 'course-'));
  for (const name of groups) {
    await mkdir(path.join(root, 'reports', name, 'figures'), { recursive: true });
    await writeFile(path.join(root, 'reports', name, 'README.md'), readme([texts[0], texts[2]]));
    await writeFile(path.join(root, 'reports', name, 'figures', 'a.png'), pictures[0] ?? '');
  }
  await writeFile(path.join(root, 'template.md'), readme(texts.slice(0, 2)));
  await writeFile(path.join(root, 'build.config.mjs'), configText(0));
  return root;
}

/** Every file that a fresh build writes; null when there is nothing that it could build. */
async function freshSite(root: string): Promise<ReadonlyMap<string, string> | null> {
  const out = path.join(folder, 'fresh');
  await rm(out, { recursive: true, force: true });
  const config = resolveConfig({ root, loaded: await loadConfig(root), flags: { out } });
  const built = await buildSite(config, hooks).catch(() => null);
  return built && readSite(out);
}

async function readSite(out: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.map(async (file) => [path.relative(out, file), await readFile(file, 'latin1')] as const);
  return new Map(await Promise.all(read));
}

async function served(preview: Preview, paths: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const read = [...paths].map(async (file) => {
    const content = await preview.read(file.split(path.sep).join('/'));
    return [file, content ? Buffer.from(content).toString('latin1') : 'no such file'] as const;
  });
  return new Map(await Promise.all(read));
}

it(`serves after each of ${runs * editsPerRun} edits what a fresh build writes`, { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: editsPerRun, maxLength: editsPerRun }), async (edits) => {
      const root = await startCourse();
      const { preview } = await openPreview({ root, flags: {}, hooks });
      const watcher = createWatcher({
        root,
        onBatch: async (changed) => {
          const { rewatch } = await preview.update(changed);
          if (rewatch) await watcher.watch(await preview.watched());
        },
        onNote: (message) => {
          throw new Error(message);
        },
      });
      await watcher.watch(await preview.watched());
      try {
        for (const change of edits) {
          await apply(root, change);
          const fresh = await freshSite(root);
          if (fresh) await expectServed(preview, fresh, change);
        }
      } finally {
        watcher.close();
        await rm(root, { recursive: true, force: true });
      }
    }),
    { numRuns: runs, endOnFailure: true, seed: searchOf(1, 1).seed },
  );
});

/** Waits until the preview serves a site; the file system tells of changes when it likes. */
async function expectServed(preview: Preview, fresh: ReadonlyMap<string, string>, change: Edit): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const now = await served(preview, fresh.keys());
    const different = [...fresh].filter(([file, content]) => now.get(file) !== content).map(([file]) => file);
    if (different.length === 0) return;
    if (performance.now() > deadline) expect([change, different]).toEqual([change, []]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
