import type { OptimizedFigure } from '../../figures/optimize.js';
import type { Template } from '../../parse/template/template.js';
import { SafeHtml, trustedHtml } from '../../render/safe-html.js';
import type { SiteFile } from '../../site/plan.js';
import { sha256 } from '../../store/store.js';
import type { ReportFolder } from '../load/discover-reports.js';
import type { RenderedReport } from './render-group.js';

/** A rendered report as JSON: without its source and the content of its files. */
interface GroupJson {
  readonly report: RenderedReport['report'];
  readonly template: string | null;
  readonly diagnostics: RenderedReport['diagnostics'];
  readonly view: RenderedReport['view'];
  readonly figures: readonly (readonly [href: string, figure: OptimizedFigure])[];
  readonly files: readonly FileDigest[];
}

/** A file of the site by its content. */
export interface FileDigest {
  readonly path: string;
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: string;
}

/** What a report in JSON is completed with. */
export interface DecodeInput {
  readonly source: ReportFolder;
  /** The README. */
  readonly text: string;
  readonly templates: readonly Template[];
  /** Reads the content of a file of the site. */
  readonly contentOf: (file: FileDigest) => () => Promise<Uint8Array>;
}

/** Paths and digests of a group's files. */
export function digestsOf({ files }: Pick<RenderedReport, 'files'>): readonly FileDigest[] {
  return files.map(({ path, content, sha256: known }) => ({ path, sha256: known ?? sha256(String(content)) }));
}

/** Writes a rendered report as JSON. */
export function encodeGroup(
  { report, template, diagnostics, view, figures }: RenderedReport,
  files: readonly FileDigest[],
): string {
  const json: GroupJson = {
    report,
    template: template?.name ?? null,
    diagnostics,
    view,
    figures: [...figures],
    files,
  };
  return JSON.stringify(json, encodeHtml);
}

/** Reads a rendered report that `encodeGroup` wrote. */
export function decodeGroup(json: string, { source, text, templates, contentOf }: DecodeInput): RenderedReport {
  const { template: name, figures, files, ...stored } = JSON.parse(json, decodeHtml) as GroupJson;
  const template = templates.find((candidate) => candidate.name === name);
  const { slug } = source;
  return {
    ...stored,
    source,
    text,
    figures: new Map(
      figures.map(([href, figure]) => {
        const withContents = figure.files.map((file) => ({
          ...file,
          contents: contentOf({ path: `${slug}/figures/${file.name}`, sha256: file.sha256 }),
        }));
        return [href, { ...figure, files: withContents }];
      }),
    ),
    files: files.map((file): SiteFile => ({ ...file, content: contentOf(file) })),
    ...(template ? { template } : {}),
  };
}

/** The property that marks HTML in JSON; no other object in a report's data has it with a string. */
const htmlMark = '$html';

function encodeHtml(_: string, value: unknown): unknown {
  return value instanceof SafeHtml ? { [htmlMark]: value.toString() } : value;
}

function decodeHtml(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(htmlMark in value)) return value;
  const html = value[htmlMark];
  return typeof html === 'string' ? trustedHtml(html) : value;
}
