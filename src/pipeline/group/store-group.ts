import { isRemoteKey } from '../../figures/fetch/load-figure.js';
import { sha256, sha256OfParts } from '../../model/sha256.js';
import type { SiteFile } from '../../site/plan.js';
import { LostContent } from '../../store/lost-content.js';
import type { Json } from '../../store/record.js';
import type { HashedBytes, Store } from '../../store/store.js';
import type { ReportFolder } from '../load/discover-reports.js';
import type { GroupFile, GroupOutput } from './group-output.js';
import { completeOutput, encodeOutput, type FileDigest, type OutputJson } from './output-json.js';
import type { Share } from './share-values.js';

/** The record of a group in the store. */
interface GroupRecord {
  /** Digest of the blob with its output as JSON. */
  readonly output: string;
  /** Digest of the blob with its content. */
  readonly content: string;
  /** Digests of the drafts that stand for pages, by the path of the page. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Keys of the figures and downloads it uses. */
  readonly uses: readonly string[];
  /** Digests of the downloads among them, by key. */
  readonly downloads: readonly (readonly [key: string, sha256: string])[];
}

/** Where the groups of a build are kept, and what they have in common. */
export interface GroupHome {
  readonly store: Store;
  readonly share: Share;
  /** Puts the assets into the draft of a report's page. */
  readonly finish: (draft: Uint8Array) => readonly Uint8Array[];
  /** Whether so many more bytes of content may stay in memory. */
  readonly hasRoom: (bytes: number) => boolean;
}

/**
 * Bytes of content that stay in memory, of groups that this build made. Pages over all groups read it question by question:
 * with sixty groups, files are opened two thousand times.
 */
const maxContentInMemory = 32_000_000;

/** Makes the `hasRoom` of a build. */
export function limitMemory(): GroupHome['hasRoom'] {
  let room = maxContentInMemory;
  return (bytes) => {
    if (bytes > room) return false;
    room -= bytes;
    return true;
  };
}

/** A stored group, and the entries of the store that it keeps in use. */
export interface FoundGroup {
  readonly group: GroupOutput;
  readonly uses: readonly string[];
}

/** An output to be stored. */
export interface OutputToStore {
  readonly output: GroupOutput;
  /** Keys of the store's entries that it uses. */
  readonly uses: readonly string[];
}

/**
 * Stores a group's output.
 *
 * @returns the output with its pages in the store instead of in memory, and its content too unless there is room for it
 */
export async function storeGroup(key: string, { output, uses }: OutputToStore, home: GroupHome): Promise<GroupOutput> {
  const { store } = home;
  const { bytes, lengths } = await output.encodeContent();
  const text = encodeOutput(output, lengths);
  const hashedJson = hashed(Buffer.from(text));
  const hashedContent = hashed(bytes);
  const drafts = output.files.flatMap(({ path, draft }) =>
    draft === undefined ? [] : [[path, hashed(draft)] as const],
  );
  const record: GroupRecord = {
    output: hashedJson.sha256,
    content: hashedContent.sha256,
    drafts: Object.fromEntries(drafts.map(([path, draft]) => [path, draft.sha256])),
    uses,
    downloads: await downloadsAmong(uses, store),
  };
  // Figures are in the store already, under their own keys.
  const texts = output.files.flatMap(({ content }) => (typeof content === 'string' ? [Buffer.from(content)] : []));
  const content = home.hasRoom(bytes.length) ? bytes : undefined;
  const stored = open(JSON.parse(text) as OutputJson, { record, source: output.source, content, ...home });
  const blobs = [...stored.files, ...stored.sharedFiles].flatMap(({ path, sha256: digest }) =>
    Object.hasOwn(record.drafts, path) ? [] : (digest ?? []),
  );
  const contents = [hashedJson, hashedContent, ...drafts.map(([, draft]) => draft), ...texts];
  await store.put(key, record as unknown as Json, contents, blobs);
  return {
    ...stored,
    files: withOwnContent(stored.files, output.files),
    sharedFiles: withOwnContent(stored.sharedFiles, output.sharedFiles),
  };
}

/** Figures keep their own way to their content, which encodes again what the store has lost. */
function withOwnContent(stored: readonly SiteFile[], files: readonly GroupFile[]): readonly SiteFile[] {
  return files.map((file, index) =>
    typeof file.content === 'function' && file.draft === undefined ? file : (stored[index] ?? file),
  );
}

/** Finds a stored group whose downloads are still in the store and unchanged. */
export async function findGroup(key: string, source: ReportFolder, home: GroupHome): Promise<FoundGroup | undefined> {
  const { store } = home;
  const record = (await store.get(key))?.value as unknown as GroupRecord | undefined;
  if (!record || !(await areUnchanged(record, store))) return undefined;
  const bytes = await store.blob(record.output);
  if (!bytes) return undefined;
  const json = JSON.parse(Buffer.from(bytes).toString('utf8')) as OutputJson;
  return { group: open(json, { record, source, ...home }), uses: [key, ...record.uses] };
}

interface StoredGroup extends GroupHome {
  readonly record: GroupRecord;
  readonly source: ReportFolder;
  /** Its content, if that stays in memory. */
  readonly content?: Uint8Array | undefined;
}

function open(json: OutputJson, { record, source, content, store, share, finish }: StoredGroup): GroupOutput {
  return completeOutput(json, {
    source,
    share,
    read: async (range) =>
      content?.subarray(range.start, range.start + range.length) ?? store.slice(record.content, range),
    lost: () => new LostContent(`the cache no longer has the answers of ${source.slug}`),
    contentOf: (file) => contentOf(file, record.drafts[file.path], { store, finish }),
  });
}

function contentOf(
  { path, sha256: digest }: FileDigest,
  draft: string | undefined,
  { store, finish }: Pick<GroupHome, 'store' | 'finish'>,
): () => Promise<Uint8Array> {
  return async () => {
    const bytes = await store.blob(draft ?? digest);
    if (!bytes) throw new LostContent(`the cache no longer has ${path}`);
    if (draft === undefined) return bytes;
    const parts = finish(bytes);
    // An asset may have changed since this build began.
    if (sha256OfParts(parts) !== digest) throw new LostContent(`the assets of ${path} are not what they were`);
    return Buffer.concat(parts);
  };
}

function hashed(bytes: Uint8Array): HashedBytes {
  return { bytes, sha256: sha256(bytes) };
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
