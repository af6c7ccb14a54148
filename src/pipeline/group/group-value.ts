import type { Template } from '../../parse/template/template.js';
import type { SiteFile } from '../../site/plan.js';
import type { Json, Store } from '../../store/store.js';
import { sha256 } from '../../store/store.js';
import type { RawReport } from '../load/load-reports.js';
import { decodeGroup, digestsOf, encodeGroup, type FileDigest } from './group-json.js';
import type { RenderedReport } from './render-groups.js';

/** Thrown when content that the store listed can no longer be read from it. */
export class LostContent extends Error {}

/** What the store's record of a group says, beside its blobs: of what they were made. */
interface GroupRecord {
  /** Digest of the blob with the report as JSON. */
  readonly group: string;
  /** The store's other entries that it was made with. */
  readonly uses: readonly string[];
  /** Digests of the downloads among them, by key. */
  readonly downloads: readonly (readonly [key: string, sha256: string])[];
}

/** A stored group, and the entries of the store that it keeps in use. */
export interface FoundGroup {
  readonly group: RenderedReport;
  readonly uses: readonly string[];
}

/**
 * Stores a rendered report. Its files are then read from the store, so that memory does not keep them.
 *
 * @returns the report with its files in the store
 */
export async function storeGroup(key: string, group: RenderedReport, store: Store): Promise<RenderedReport> {
  const pages = group.files.filter(({ content }) => typeof content === 'string');
  const files = digestsOf(group);
  const json = Buffer.from(encodeGroup(group));
  const uses = [...new Set([...group.figures.values()].flatMap(({ storeKeys }) => storeKeys))];
  const record: GroupRecord = { group: sha256(json), uses, downloads: await downloadsAmong(uses, store) };
  const written = pages.map(({ content }) => Buffer.from(String(content)));
  const blobs = files.map((file) => file.sha256);
  await store.put(key, record as unknown as Json, [json, ...written], blobs);
  return { ...group, files: files.map((file): SiteFile => ({ ...file, content: contentOf(file, store) })) };
}

/** Finds a stored report. What it was made with has to be in the store, too, and the same. */
export async function findGroup(
  key: string,
  { source, text }: RawReport,
  { store, templates }: { readonly store: Store; readonly templates: readonly Template[] },
): Promise<FoundGroup | undefined> {
  const record = (await store.get(key))?.value as unknown as GroupRecord | undefined;
  if (!record || !(await areUnchanged(record, store))) return undefined;
  const json = await store.blob(record.group);
  if (!json) return undefined;
  const group = decodeGroup(Buffer.from(json).toString('utf8'), {
    source,
    text,
    templates,
    contentOf: (file) => contentOf(file, store),
  });
  return { group, uses: [key, ...record.uses] };
}

function contentOf({ path, sha256: digest }: FileDigest, store: Store): () => Promise<Uint8Array> {
  return async () => {
    const bytes = await store.blob(digest);
    if (!bytes) throw new LostContent(`the cache no longer has ${path}`);
    return bytes;
  };
}

async function downloadsAmong(keys: readonly string[], store: Store): Promise<GroupRecord['downloads']> {
  const downloads = keys.filter((key) => key.startsWith('remote:'));
  return Promise.all(downloads.map(async (key) => [key, await digestOfDownload(key, store)] as const));
}

async function areUnchanged({ downloads }: GroupRecord, store: Store): Promise<boolean> {
  const same = downloads.map(async ([key, digest]) => digest === (await digestOfDownload(key, store)));
  return (await Promise.all(same)).every(Boolean);
}

async function digestOfDownload(key: string, store: Store): Promise<string> {
  return (await store.get(key))?.blobs[0] ?? '';
}
