/** Assets are put into a page after it is rendered: where layouts want them, and nowhere else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolveConfig } from '../../../src/config/resolve.js';
import { sha256 } from '../../../src/model/sha256.js';
import { UserError } from '../../../src/model/user-error.js';
import { buildSite } from '../../../src/pipeline/site/build-site.js';
import { readTree, writeIn } from '../../support/course-files.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handin-assets-'));
  for (const group of ['ada', 'bob'])
    writeIn(root, `reports/${group}/README.md`, `# Notes of ${group}\n\nWe measured.\n`);
});
afterEach(() => rmSync(root, { recursive: true }));

async function build(out: string, onStage: (stage: string) => void = () => undefined): Promise<void> {
  const config = resolveConfig({ root, loaded: { user: {} }, flags: { out } });
  const onProgress = ({ stage }: { readonly stage: string }): void => onStage(stage);
  await buildSite(config, { signal: new AbortController().signal, onProgress });
}

/** Files byte by byte. */
const site = (out: string): Readonly<Record<string, string>> => readTree(join(root, out));

it('a report cannot ask for one, whatever its links are decoded to', async () => {
  const names = ['style', 'early', 'script', 'csp', 'icon'];
  const links = names.map((name) => `<https://example.com/%00${name}%00> https://example.com/%00${name}%00`);
  writeIn(root, 'reports/ada/README.md', `# Notes\n\n${links.join('\n\n')}\n\n\0style\0 &#0;style&#0;\n`);
  await build('site');
  for (const [path, page] of Object.entries(site('site'))) {
    if (!path.endsWith('.html')) continue;
    expect(page).not.toContain('\0');
    expect([path, page.match(/<style>/g)?.length, page.match(/@font-face/g)?.length]).toEqual([
      path,
      1,
      site('site')['bob/index.html']?.match(/@font-face/g)?.length,
    ]);
  }
  const replaced = Buffer.from('\uFFFD').toString('latin1');
  expect(site('site')['ada/index.html']).toContain(`example.com/${replaced}style${replaced}`);
});

it('a layout may put one where it wants, but not change it', async () => {
  const layout = (content: string): void => writeIn(root, 'layouts/report.njk', content);
  layout('{{ asset.icon }}<p>{{ page.title }}</p>{{ asset.icon }}');
  await build('site');
  expect(site('site')['ada/index.html']).toMatch(/^data:image[^<]+<p>[^<]+<\/p>data:image[^<]+$/);
  for (const change of [
    '{{ asset.style | replace("style", "x") }}',
    '{{ asset.style | truncate(38, true, "") }} a-b',
  ]) {
    layout(change);
    await expect(build('site')).rejects.toThrow(
      new UserError(
        'A layout changes an asset, such as `asset.script`, before it is in the page.',
        'Assets can only be put into a page as they are.',
      ),
    );
  }
});

it.each([
  ['a report', 'report.js'],
  ['a page over all groups', 'page.js'],
])(
  'one of %s that changes during a build leaves no page with another content than the manifest says',
  async (_, script) => {
    await build('site');
    // The groups are known and their pages are not there, so assets are read only when they are written.
    writeIn(root, 'assets/.keep', '');
    await build('first');
    await build('second', (stage) => {
      if (stage === 'Writing the site') writeFileSync(join(root, 'assets', script), '// Another script.\n');
    });
    const written = site('second');
    const { groups, outputs } = JSON.parse(written['manifest.json'] ?? '') as {
      readonly groups: readonly { readonly outputs: Readonly<Record<string, string>> }[];
      readonly outputs: Readonly<Record<string, string>>;
    };
    const digests = Object.assign({}, outputs, ...groups.map((group) => group.outputs)) as Record<string, string>;
    for (const [path, digest] of Object.entries(digests))
      expect([path, sha256(Buffer.from(written[path] ?? '', 'latin1'))]).toEqual([path, digest]);
  },
);
