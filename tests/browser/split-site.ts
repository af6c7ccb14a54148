import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resolveConfig } from '../../src/config/resolve.js';
import { buildSite } from '../../src/pipeline/site/build-site.js';
import { question, writeReports } from './question-sites.js';

/** The groups of the site, in display order. */
export const groups = ['alder', 'beech', 'cedar', 'elm', 'hazel', 'juniper', 'oak'] as const;

/** A built site whose pages over all groups are split into parts of two or three groups. */
export interface SplitSite {
  readonly folder: string;
  /** The URL of one of its pages. */
  address(page: string): string;
  remove(): Promise<void>;
}

/** Builds the site: parts are as small as this only here. */
export async function buildSplitSite(): Promise<SplitSite> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'handin-split-')));
  await writeReports(
    join(root, 'reports'),
    Object.fromEntries(groups.map((group, index) => [group, textOf(group, index)])),
  );
  const config = resolveConfig({ root, loaded: { user: {} }, flags: {} });
  await buildSite(
    { ...config, maxPartBytes: 7000 },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  const folder = join(root, 'site');
  return {
    folder,
    address: (page) => `${pathToFileURL(folder).href}/${page}`,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function textOf(group: string, index: number): string {
  const items = Array.from({ length: 30 }, (_, item) => `* [${(index + item) % 3 ? 'x' : ' '}] Do thing ${item + 1}`);
  const answers = [
    question(1, `The ${group} grows by water, with \`</script><!--\` leaves.`),
    // Long enough to scroll.
    question(2, group === 'elm' ? '' : `Nobody knows how old this ${group} is. `.repeat(60)),
  ];
  return [`## Checklist\n\n${items.join('\n')}`, ...answers].join('\n\n');
}
