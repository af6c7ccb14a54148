/** What only Windows does to paths, with its own `node:path` in the place of this system's. */
import { describe, expect, it, vi } from 'vitest';
import type { Config } from '../../../src/config/config.js';
import { isPattern } from '../../../src/pipeline/load/discover-reports.js';
import { displayReadme } from '../../../src/pipeline/load/load-reports.js';
import { slugsFor } from '../../../src/pipeline/load/slugs.js';
import { rebuildScope } from '../../../src/pipeline/preview/rebuild-scope.js';
import { createWatchFilter } from '../../../src/watch-files/watch-filter.js';

vi.mock('node:path', async (original) => {
  const { win32 } = await original<typeof import('node:path')>();
  return { ...win32, default: win32 };
});

const root = 'C:\\Users\\Ada Lovelace\\course';
const heron = { folder: `${root}\\reports\\Blue Heron`, readme: 'README.md', group: 'Blue Heron', slug: 'Blue-Heron' };

describe('on Windows', () => {
  it('messages name a report with slashes, below the folder and beside it', () => {
    expect(displayReadme(root, heron)).toBe('reports/Blue Heron/README.md');
    expect(displayReadme(`${root}\\site`, heron)).toBe('../reports/Blue Heron/README.md');
  });

  it('a backslash parts a path, and makes no pattern of it', async () => {
    const patterns = [
      `${root}\\reports`,
      'reports\\*',
      '.\\reports\\{a,b}',
      '\\\\server\\share\\reports',
      'C:\\Lab (x86)\\a',
    ];
    expect(await Promise.all(patterns.map((pattern) => isPattern(pattern, root)))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('a group is called what its folder is called', () => {
    expect(slugsFor([`${root}\\a\\Lab 1`, 'D:\\b\\lab-1', 'D:\\nul'])).toEqual(['Lab-1', 'b-lab-1', 'group-nul']);
  });

  it('a change is known by its place', () => {
    const config = {
      root,
      templates: [`${root}\\template.md`],
      layouts: `${root}\\layouts`,
      assets: `${root}\\assets`,
    } as unknown as Config;
    const sort = (...paths: string[]) => rebuildScope(paths, { config, folders: [heron] });
    const none = { config: false, templates: false, pages: false, reports: false };
    const readme = `${heron.folder}\\README.md`;
    expect(sort(readme)).toEqual({ ...none, folders: new Map([[heron.folder, [readme]]]) });
    expect(sort(`${root}\\template.md`)).toMatchObject({ templates: true });
    expect(sort(`${root}\\layouts\\partials\\header.njk`)).toMatchObject({ pages: true });
    // The same letters begin both names.
    expect(sort(`${heron.folder} 2\\README.md`).folders).toEqual(new Map());
  });

  it('what is written is not watched, up to the drive', () => {
    const { isReported, leadsToTarget } = createWatchFilter({
      targets: [`${root}\\reports`],
      ignored: [`${root}\\reports\\site`],
    });
    const paths = ['a\\README.md', 'site\\index.html', '.site.new\\index.html', 'a\\.git\\HEAD', 'a\\README.md~'];
    expect(paths.map((path) => isReported(`${root}\\reports\\${path}`))).toEqual([true, false, false, false, false]);
    expect(['C:\\', 'C:\\Users', 'D:\\'].map(leadsToTarget)).toEqual([true, true, false]);
  });
});
