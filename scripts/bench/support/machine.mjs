import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './context.mjs';

/** What has to be the same for two runs to be compared. */
export function describeMachine() {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GB, ${process.platform} ${process.arch}`;
}

/** Processes that ran or waited, in the last minute on average. */
export function describeLoad() {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** @returns {Readonly<Record<string, string | undefined>>} */
export function describeVersions() {
  return {
    node: process.versions.node,
    handin: versionIn(root),
    'markdown-it': versionIn(join(root, 'node_modules', 'markdown-it')),
    sharp: sharp.versions.sharp,
    vips: sharp.versions.vips,
  };
}

/** @param {string} folder */
function versionIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

/** The commit, with a mark if files differ from it; undefined outside of a repository. */
export function describeCommit() {
  const { status, stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}
