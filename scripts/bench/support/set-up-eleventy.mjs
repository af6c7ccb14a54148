import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { root } from './context.mjs';

const folder = join(root, 'node_modules', '.cache', 'handin-bench', 'eleventy');

/**
 * Installs Eleventy and its image plugin, with our version of sharp, into a folder of their own; once.
 *
 * @returns {string} The folder
 */
export function setUpEleventy() {
  const manifest = JSON.stringify({
    private: true,
    // eleventy-img 6.0.4 is the last version for Node 20 (2026-11-28).
    dependencies: { '@11ty/eleventy': '3.1.8', '@11ty/eleventy-img': '6.0.4' },
    overrides: { sharp: sharp.versions.sharp },
  });
  const [file, done] = [join(folder, 'package.json'), join(folder, 'installed')];
  if (existsSync(done) && readFileSync(file, 'utf8') === manifest) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, manifest);
  const isWindows = process.platform === 'win32';
  execFileSync(isWindows ? 'npm.cmd' : 'npm', ['install', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: isWindows,
  });
  writeFileSync(done, '');
  return folder;
}

/** Eleventy's program. */
export const eleventyBin = join(folder, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs');

/**
 * Writes a configuration that makes of a course what comes closest to a build: the READMEs rendered by markdown-it, the
 * images at the same widths, their sources copied.
 *
 * @param {string} file
 * @param {{ webp: object }} options For sharp; `{}` for its defaults
 */
export function writeEleventyConfig(file, { webp }) {
  const plugin = pathToFileURL(join(folder, 'node_modules', '@11ty', 'eleventy-img', 'img.js')).href;
  writeFileSync(
    file,
    `import { eleventyImageTransformPlugin } from ${JSON.stringify(plugin)};

export default function (config) {
  config.amendLibrary('md', (md) => md.set({ html: true, linkify: true }));
  config.addPlugin(eleventyImageTransformPlugin, {
    widths: [800, 1600],
    formats: ['webp'],
    failOnError: false,
    sharpOptions: { animated: true },
    sharpWebpOptions: ${JSON.stringify(webp)},
    htmlOptions: { imgAttributes: { alt: '', loading: 'lazy', decoding: 'async', sizes: '100vw' } },
  });
  config.addPassthroughCopy('reports/**/*.{png,jpg,jpeg,PNG,JPG,JPEG,gif,svg}');
  return { markdownTemplateEngine: false };
}
`,
  );
}
