import type { OptimizedFigure } from '../../figures/optimize.js';
import type { Template } from '../../parse/template/template.js';
import { SafeHtml, trustedHtml } from '../../render/safe-html.js';
import type { SiteFile } from '../../site/plan.js';
import type { Json, Store } from '../../store/store.js';
import { sha256 } from '../../store/store.js';
import type { RawReport } from '../load/load-reports.js';
import type { RenderedReport } from './render-groups.js';

/** Thrown when content that the store listed can no longer be read from it. */
export class LostContent extends Error {}

/** A rendered report as it is stored: without what the source, the templates and the store have. */
interface StoredGroup {
  readonly report: RenderedReport['report'];
  readonly template: string | null;
  readonly diagnostics: RenderedReport['diagnostics'];
  readonly view: RenderedReport['view'];
  readonly figures: readonly (readonly [
    href: string,
    figure: Omit<OptimizedFigure, 'files'> & { readonly files: object },
  ])[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What the store's record of a group says, beside its blobs: of what they were made. */
interface GroupRecord {
  /** Digest of the blob with the `StoredGroup`. */
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
  const files = group.files.map(({ path, content, sha256: known }) => ({
    path,
    sha256: known ?? sha256(String(content)),
  }));
  const stored: StoredGroup = {
    report: group.report,
    template: group.template?.name ?? null,
    diagnostics: group.diagnostics,
    view: group.view,
    figures: [...group.figures],
    files,
  };
  const payload = Buffer.from(JSON.stringify(stored, encodeHtml));
  const uses = [...new Set([...group.figures.values()].flatMap(({ storeKeys }) => storeKeys))];
  const record: GroupRecord = { group: sha256(payload), uses, downloads: await downloadsAmong(uses, store) };
  const written = pages.map(({ content }) => Buffer.from(String(content)));
  const blobs = files.map((file) => file.sha256);
  await store.put(key, record as unknown as Json, [payload, ...written], blobs);
  return { ...group, files: files.map((file) => inStore(file, store)) };
}

/** Finds a stored report. What it was made with has to be in the store, too, and the same. */
export async function findGroup(
  key: string,
  { source, text }: RawReport,
  { store, templates }: { readonly store: Store; readonly templates: readonly Template[] },
): Promise<FoundGroup | undefined> {
  const record = (await store.get(key))?.value as unknown as GroupRecord | undefined;
  if (!record || !(await areUnchanged(record, store))) return undefined;
  const payload = await store.blob(record.group);
  if (!payload) return undefined;
  const {
    template: name,
    figures,
    files,
    ...stored
  } = JSON.parse(Buffer.from(payload).toString('utf8'), decodeHtml) as StoredGroup;
  const template = templates.find((candidate) => candidate.name === name);
  const group: RenderedReport = {
    ...stored,
    source,
    text,
    figures: new Map(
      figures.map(([href, figure]) => {
        const withContents = (figure.files as OptimizedFigure['files']).map((file) => ({
          ...file,
          contents: contentOf(file.sha256, store),
        }));
        return [href, { ...figure, files: withContents }];
      }),
    ),
    files: files.map((file) => inStore(file, store)),
    ...(template ? { template } : {}),
  };
  return { group, uses: [key, ...record.uses] };
}

function inStore(file: { readonly path: string; readonly sha256: string }, store: Store): SiteFile {
  return { ...file, content: contentOf(file.sha256, store) };
}

function contentOf(digest: string, store: Store): () => Promise<Uint8Array> {
  return async () => {
    const bytes = await store.blob(digest);
    if (!bytes) throw new LostContent(`the cache has lost ${digest}`);
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

/** Marks HTML in JSON: no name in a report's data is this one. */
const htmlMark = '$html';

function encodeHtml(_: string, value: unknown): unknown {
  return value instanceof SafeHtml ? { [htmlMark]: value.toString() } : value;
}

function decodeHtml(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(htmlMark in value)) return value;
  const html = value[htmlMark];
  return typeof html === 'string' ? trustedHtml(html) : value;
}
