import path from 'node:path';
import type { Config } from '../../config/config.js';
import { generator } from '../../config/package-files.js';
import { sha256 } from '../../model/sha256.js';
import { type DigestIndex, openDigestIndex } from '../../store/digest-index.js';
import { programFiles, treeOf } from '../incremental/program-files.js';
import type { RawReport } from '../load/load-reports.js';
import { sampleFiles } from '../load/sample-figures.js';

/** Opens the index of the digests that keys are made of. */
export function openDigests({ cacheFolder }: Pick<Config, 'cacheFolder'>): DigestIndex {
  return openDigestIndex(path.join(cacheFolder, 'digests-v1.json'));
}

/** To be incremented when the format of values changes. */
const formatVersion = 1;

/** The program with its packages, and the version of Node, as one digest. */
export function programDigest(digests: DigestIndex): string {
  return sha256(JSON.stringify([generator, process.version, programFiles().map((file) => digests.digestOf(file))]));
}

/**
 * Everything that the output of every group depends on beside its own folder, as one digest: the program with its
 * packages, the templates, layouts and assets, and what matters of the configuration. Of a function of
 * the configuration only its source is known, and not what it uses.
 */
export function courseDigest(config: Config, digests: DigestIndex): string {
  const { title, figures, checks, words, site, questions, highlight, math, singleFile, audience, evidence } = config;
  const { studentNumber, ...privacy } = config.privacy;
  const trees = [config.layouts, config.assets].map((folder) =>
    treeOf(folder).map((file) => [path.relative(folder, file), digests.digestOf(file)]),
  );
  return sha256(
    JSON.stringify([
      formatVersion,
      programDigest(digests),
      config.templates.map((file) => [
        path.basename(file),
        digests.digestOf(file),
        sampleFiles(file).map((sample) => digests.digestOf(sample)),
      ]),
      trees,
      [title, figures, checks, words, site, questions, highlight, math, singleFile, audience, evidence],
      [privacy, String(studentNumber), String(config.markdown)],
    ]),
  );
}

/**
 * The key of a group's output: a digest of all that it depends on. Pictures that the report does not show count too,
 * because messages name them.
 *
 * @param course See `courseDigest`
 */
export function groupKey(
  { source, text, path: shown, listing, collected }: RawReport,
  course: string,
  digests: DigestIndex,
): string {
  const pictures = listing.files.map((file) => [file, digests.digestOf(path.join(source.folder, file))]);
  const { slug, group } = source;
  const record = collected.text === null ? (collected.read?.problem ?? null) : sha256(collected.text);
  return `group:${sha256(JSON.stringify([course, slug, group, shown, sha256(text), pictures, listing.outside, record]))}`;
}
