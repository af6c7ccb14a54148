import { isRemoteKey } from '../../figures/fetch/load-figure.js';
import type { Template } from '../../parse/template/template.js';
import type { SiteFile } from '../../site/plan.js';
import type { Json, Store } from '../../store/store.js';
import { sha256 } from '../../store/store.js';
import type { RawReport } from '../load/load-reports.js';
import { decodeGroup, digestsOf, encodeGroup, type FileDigest } from './group-json.js';
import type { RenderedReport } from './render-group.js';

/** Thrown when a blob that the store listed cannot be read. */
export class LostContent extends Error {}

/** The record of a group in the store. */
interface GroupRecord {
  /** Digest of the blob with the report as JSON. */
  readonly group: string;
  /** Keys of the figures and downloads it uses. */
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
 * Stores a rendered report.
 *
 * @returns the report with its pages in the store instead of in memory
 */
export async function storeGroup(key: string, group: RenderedReport, store: Store): Promise<RenderedReport> {
  const files = digestsOf(group);
  const json = Buffer.from(encodeGroup(group, files));
  const uses = [...new Set([...group.figures.values()].flatMap(({ storeKeys }) => storeKeys))];
  const record: GroupRecord = { group: sha256(json), uses, downloads: await downloadsAmong(uses, store) };
  // Figures are in the store already, under their own keys.
  const pages = group.files.flatMap(({ content }) => (typeof content === 'string' ? [Buffer.from(content)] : []));
  const blobs = files.map((file) => file.sha256);
  await store.put(key, record as unknown as Json, [json, ...pages], blobs);
  const stored = group.files.map((file, index): SiteFile => {
    const digest = files[index];
    // Figures keep their own way to their content, which encodes again what the store has lost.
    return typeof file.content === 'string' && digest ? { ...digest, content: contentOf(digest, store) } : file;
  });
  return { ...group, files: stored };
}

/** Finds a stored report whose downloads are still in the store and unchanged. */
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
  const downloads = keys.filter(isRemoteKey);
  return Promise.all(downloads.map(async (key) => [key, await digestOfDownload(key, store)] as const));
}

async function areUnchanged({ downloads }: GroupRecord, store: Store): Promise<boolean> {
  const same = downloads.map(async ([key, digest]) => digest === (await digestOfDownload(key, store)));
  return (await Promise.all(same)).every(Boolean);
}

async function digestOfDownload(key: string, store: Store): Promise<string> {
  return (await store.get(key))?.blobs[0] ?? '';
}
