// Makes the files that a plan lists with sharp and nothing else: `node bare-sharp.mjs PLAN.json`. As many figures at once
// as there are cores, each decoded once, with one libvips thread.
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import sharp from 'sharp';

/** @import { PlannedFigure } from '../support/plan-figures.mjs' */

sharp.concurrency(1);
sharp.cache(false);
/** @type {PlannedFigure[]} */
const plan = JSON.parse(await readFile(process.argv[2] ?? 'plan.json', 'utf8'));

/** @param {PlannedFigure} figure */
async function make({ source, opaque, animated, outputs }) {
  const copies = outputs.filter(({ webp }) => !webp);
  for (const { to } of copies) await copyFile(source, to);
  if (copies.length === outputs.length) return;
  if (animated) {
    for (const { to, width, height, webp } of outputs)
      if (webp) await sharp(source, { animated }).resize({ width, height, fit: 'fill' }).webp(webp).toFile(to);
    return;
  }
  const image = sharp(await readFile(source))
    .autoOrient()
    .toColourspace('srgb');
  const { data, info } = await (opaque ? image.removeAlpha() : image)
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  for (const { to, width, height, webp } of outputs)
    if (webp) await sharp(data, { raw: info }).resize({ width, height, fit: 'fill' }).webp(webp).toFile(to);
}

for (const folder of new Set(plan.flatMap(({ outputs }) => outputs.map(({ to }) => dirname(to)))))
  await mkdir(folder, { recursive: true });
const waiting = plan.values();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (const figure of waiting) await make(figure);
  }),
);
