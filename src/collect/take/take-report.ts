import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CollectRecord, LeftOut } from '../../model/collected.js';
import { CollectFailure, type CollectLimits, NothingHandedIn } from '../limits.js';
import type { SourceTree } from '../sources/source.js';
import { candidateReadmes, type FoundFolder, folderOf, isReadme, usualFolder, wrappers } from './find-folder.js';
import { isLfsPointer, type PlannedFile, planFiles } from './plan-files.js';

/** What a report is taken by. */
export interface TakeInput {
  readonly tree: SourceTree;
  /** The folder that the roster names. */
  readonly folder: string | null;
  readonly limits: CollectLimits;
  /** Whether a README fits a template; undefined without templates. */
  readonly fits: ((text: string) => boolean) | undefined;
  /** A ZIP file or folder that holds a README at its top is the report. */
  readonly isHandIn: boolean;
  readonly signal: AbortSignal;
}

/** What was taken. */
export type Taken = Pick<CollectRecord, 'folder' | 'folderBy' | 'leftOut' | 'taken' | 'files' | 'filesLeftOut'> & {
  /** The README's path in the source. */
  readonly readme: string;
};

/** Most bytes of a README that is compared with the templates. */
const maxReadmeBytes = 1_000_000;

/**
 * Writes the report of a source into an empty folder.
 *
 * @throws NothingHandedIn when there is none
 */
export async function takeReport(input: TakeInput, target: string): Promise<Taken> {
  const { tree, limits } = input;
  const listing = await tree.list();
  const { folder, by } = await findReport(input);
  const opened = await tree.open(folder);
  const plan = planFiles(opened.entries, folder, limits);
  const readme = plan.files.find(({ path }) => isReadme(path) && !path.includes('/'));
  if (!readme) throw new CollectFailure(`the README cannot be taken: ${reasonFor(plan.leftOut)}`);
  const written = await writeFiles(input, plan.files, target);
  if (written.leftOut.some(({ path }) => path === readme.path))
    throw new CollectFailure('the README is a pointer to Git LFS, and its text is not in the repository');
  const more =
    opened.more > 0 ? [{ path: '…', reason: `at least ${opened.more} more: the folder has too many files` }] : [];
  return {
    folder,
    folderBy: by,
    readme: readme.entry.path,
    leftOut: [...plan.leftOut, ...written.leftOut, ...(folder === '' ? [] : more)],
    taken: written.taken,
    files: listing.entries.map(({ path }) => path).sort(),
    filesLeftOut: listing.more,
  };
}

function reasonFor(leftOut: readonly LeftOut[]): string {
  return leftOut.find(({ path }) => /^readme\.md$/i.test(path))?.reason ?? 'it is no regular file';
}

async function findReport({ tree, folder, fits, isHandIn }: TakeInput): Promise<FoundFolder> {
  const { entries } = await tree.list();
  const usual = usualFolder(entries, folder, isHandIn ? wrappers(entries) : ['']);
  if (usual) return usual;
  if (folder !== null) throw new NothingHandedIn(`there is no folder ${folder} with a README.md`);
  const candidates = candidateReadmes(entries);
  if (fits) {
    const texts = await tree.readTexts(candidates, maxReadmeBytes);
    const fitting = candidates.find(({ path }) => fits(texts.get(path) ?? ''));
    if (fitting) return { folder: folderOf(fitting.path), by: 'template' };
  }
  const [first] = candidates;
  if (isHandIn && first) return { folder: folderOf(first.path), by: 'default' };
  throw new NothingHandedIn(
    fits
      ? 'there is no folder reports with a README.md, nor a README that fits the template'
      : 'there is no folder reports with a README.md',
  );
}

async function writeFiles(
  { tree, signal }: TakeInput,
  files: readonly PlannedFile[],
  target: string,
): Promise<{ readonly taken: CollectRecord['taken']; readonly leftOut: readonly LeftOut[] }> {
  const paths = new Map(files.map(({ entry, path }) => [entry.path, path]));
  const leftOut: LeftOut[] = [];
  let count = 0;
  let bytes = 0;
  await tree.read(
    files.map(({ entry }) => entry),
    async (entry, content) => {
      signal.throwIfAborted();
      const path = paths.get(entry.path) ?? '';
      if (isLfsPointer(content)) {
        leftOut.push({ path, reason: 'a pointer to Git LFS: the file itself is not in the repository' });
        return;
      }
      await mkdir(dirname(join(target, path)), { recursive: true });
      // `wx`: whatever a file system makes of two names, nothing is written twice, and no link is followed.
      await writeFile(join(target, path), content, { flag: 'wx' });
      count += 1;
      bytes += content.length;
    },
  );
  return { taken: { files: count, bytes }, leftOut };
}
