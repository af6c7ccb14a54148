import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generator } from '../../config/package-files.js';
import { partFolder } from '../../model/part-folder.js';
import { UserError } from '../../model/user-error.js';
import type { PartIndex } from './part-files.js';

/** A part of a site, where it lies. */
export interface Part extends PartIndex {
  /** As the user named it. */
  readonly folder: string;
}

/** The flags that the parts were built with: joining them takes the same. */
export async function readPartFlags(folders: readonly string[]): Promise<PartIndex['flags']> {
  const [first = ''] = folders;
  return (await readPart(first)).flags;
}

/**
 * Reads the parts of a site, and makes sure that together they are one.
 *
 * @param course What each was to be built with; see `courseDigest`.
 * @returns in their order
 * @throws UserError naming the part that is missing, double, none, or of another version or configuration
 */
export async function readParts(folders: readonly string[], course: string): Promise<readonly Part[]> {
  const parts = await Promise.all(folders.map(readPart));
  const [first] = parts;
  if (!first) throw new UserError('There is no part to merge.', 'Name the folders that `report html --shard` wrote.');
  for (const part of parts) refuseOther(part, { course, first });
  const { count } = first.shard;
  const byIndex = new Map<number, Part>();
  for (const part of parts) {
    const { index } = part.shard;
    const other = byIndex.get(index);
    if (part.shard.count !== count || part.groups !== first.groups)
      throw new UserError(
        `${part.folder} is part ${nameOf(part)}, and ${first.folder} is part ${nameOf(first)}: they are not of one site.`,
        'Build all parts of the same reports, with the same number of parts.',
      );
    if (other)
      throw new UserError(
        `Part ${nameOf(part)} is there twice: ${other.folder} and ${part.folder}.`,
        'Name each part once.',
      );
    byIndex.set(index, part);
  }
  const missing = Array.from({ length: count }, (_, place) => place + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw new UserError(
      `${missing.length === 1 ? 'Part' : 'Parts'} ${missing.join(', ')} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Build them with `report html --shard`, and name their folders too.',
    );
  return [...byIndex.values()].sort((a, b) => a.shard.index - b.shard.index);
}

/** `2/5 of 31 groups` */
function nameOf({ shard, groups }: PartIndex): string {
  return `${shard.index}/${shard.count} of ${groups} groups`;
}

async function readPart(folder: string): Promise<Part> {
  const file = path.join(folder, partFolder, 'part.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new UserError(
      `${folder} is no part of a site: it has no ${partFolder}/part.json.`,
      'Name folders that `report html --shard` wrote.',
    );
  try {
    return { ...(JSON.parse(text) as PartIndex), folder };
  } catch {
    throw new UserError(`${file} is damaged.`, 'Build this part again.');
  }
}

/** Who a part was built for, within a sentence. */
const readerNames = { staff: 'staff', public: 'the public' } as const;

function refuseOther(
  { folder, generator: other, course, flags }: Part,
  { course: expected, first }: { readonly course: string; readonly first: Part },
): void {
  if (other !== generator)
    throw new UserError(
      `${folder} was built by ${other}, and this is ${generator}.`,
      'Build all parts with this version.',
    );
  if (flags.for !== first.flags.for)
    throw new UserError(
      `${folder} was built for ${readerNames[flags.for]}, and ${first.folder} for ${readerNames[first.flags.for]}.`,
      'Build all parts with the same `--for`.',
    );
  if (course !== expected)
    throw new UserError(
      `${folder} was built with another configuration, template, layout, asset or Node version than those here.`,
      'Build all parts, and merge them, from the same commit.',
    );
}
