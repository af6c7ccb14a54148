import { contentDigest, type SiteFile } from '../../site/plan.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { type ContentSource, encodeContent, openContent } from './group-content.js';
import type { GroupOutput } from './group-output.js';
import { type Share, shareOutput } from './share-values.js';

/** A file of the site by its content. */
export interface FileDigest {
  readonly path: string;
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: string;
}

/** A group's output as JSON: files by their digests, and its content by the length of its parts. */
export interface OutputJson extends Pick<GroupOutput, 'summary' | 'facts' | 'diagnostics' | 'figures' | 'unreachable'> {
  readonly files: readonly FileDigest[];
  readonly sharedFiles: readonly FileDigest[];
  /** See `EncodedContent`. */
  readonly content: readonly number[];
}

/** Paths and digests of files. */
function digestsOf(files: readonly SiteFile[]): readonly FileDigest[] {
  return files.map((file) => ({ path: file.path, sha256: contentDigest(file) }));
}

/** Writes a group's output as JSON; `content` is the length of each part of its content. */
export function encodeOutput(output: GroupOutput, content: readonly number[]): string {
  const { summary, facts, diagnostics, figures, files, sharedFiles, unreachable } = output;
  const json: OutputJson = {
    summary,
    facts,
    diagnostics,
    figures,
    files: digestsOf(files),
    sharedFiles: digestsOf(sharedFiles),
    content,
    unreachable,
  };
  return JSON.stringify(json);
}

/** What an output in JSON is completed with. */
export interface OutputHome extends Pick<ContentSource, 'read' | 'lost'> {
  readonly source: ReportFolder;
  /** What it has in common with other outputs. */
  readonly share: Share;
  /** Reads the content of a file of the site. */
  readonly contentOf: (file: FileDigest) => () => Promise<Uint8Array>;
}

/** Completes a group's output that was read from JSON. */
export function completeOutput(json: OutputJson, { source, share, read, lost, contentOf }: OutputHome): GroupOutput {
  const withContent = (file: FileDigest): SiteFile => ({ ...file, content: contentOf(file) });
  const { facts, figures, files, sharedFiles, content: lengths, unreachable } = json;
  const { summary, diagnostics } = shareOutput(json, share);
  const content = openContent({ lengths, summary, read, lost });
  return {
    source,
    summary,
    facts,
    diagnostics,
    figures,
    content,
    // Part by part, because that is how it is verified.
    encodeContent: async () =>
      encodeContent({
        questions: await Promise.all(summary.questions.map((_, index) => content.question(index))),
        texts: await content.texts(),
      }),
    files: files.map(withContent),
    sharedFiles: sharedFiles.map(withContent),
    unreachable,
    isProvisional: false,
  };
}
