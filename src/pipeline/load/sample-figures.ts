import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { maxSourceBytes } from '../../figures/encode/recipe.js';
import { readLocal } from '../../figures/fetch/read-local.js';
import { decodeUrl } from '../../model/decode-url.js';
import type { FigureTarget } from '../../model/figure.js';
import { sha256 } from '../../model/sha256.js';

/** Maximum number of sample pictures of a template. */
const maxSamples = 100;

/** Addresses of images in Markdown and HTML. */
const imageAddress = /!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img\b[^>]*?\ssrc\s*=\s*["']([^"']+)/gi;

/** Absolute paths of the pictures that a template shows as samples, beside it or in folders there; existing or not. */
export function sampleFiles(template: string): readonly string[] {
  const folder = path.dirname(path.resolve(template));
  const files = new Set<string>();
  for (const [, markdown, html] of readText(template).matchAll(imageAddress)) {
    const href = markdown ?? html ?? '';
    if (/^[a-z][a-z0-9+.-]*:|^[\\/]/i.test(href)) continue;
    const file = path.resolve(folder, decodeUrl(href.replace(/[?#].*$/s, '')));
    if (file.startsWith(folder + path.sep)) files.add(file);
    if (files.size >= maxSamples) break;
  }
  return [...files];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The size and digest of each sample picture that exists. */
export async function readSamples(template: string): Promise<ReadonlyMap<string, number>> {
  const samples = new Map<string, number>();
  for (const file of sampleFiles(template)) {
    const size = await stat(file).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    );
    if (size === 0 || size > maxSourceBytes) continue;
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes) samples.set(sha256(bytes), bytes.length);
  }
  return samples;
}

/** Which of a report's figures have the bytes of a sample picture, by address as written. */
export async function findSamples(
  folder: string,
  targets: ReadonlyMap<string, FigureTarget>,
  samples: ReadonlyMap<string, number> = new Map(),
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const sizes = new Set(samples.values());
  if (sizes.size === 0) return found;
  for (const [href, target] of targets) {
    if (target.kind !== 'local') continue;
    const size = await stat(path.join(folder, target.path)).then(
      (file) => file.size,
      () => -1,
    );
    if (!sizes.has(size)) continue;
    const bytes = await readLocal({ folder, path: target.path });
    if (bytes instanceof Uint8Array && samples.has(sha256(bytes))) found.add(href);
  }
  return found;
}
