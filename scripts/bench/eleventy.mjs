import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cohortSize, makeCourses } from './cold.mjs';
import { compareBytes } from './support/bytes.mjs';
import { build, buildFromNothing, forget } from './support/context.mjs';
import { compare } from './support/run.mjs';
import { eleventyBin, setUpEleventy, writeEleventyConfig } from './support/set-up-eleventy.mjs';

/** @import { Context } from './support/context.mjs' */

/** @param {Context} context */
export function* eleventy(context) {
  setUpEleventy();
  const { compact, source } = makeCourses(context, { text: true });
  const makeSite = (/** @type {string} */ name, /** @type {object} */ webp) => {
    const cwd = join(context.folder, name.replace(/\W+/g, '-'));
    cpSync(join(compact, 'reports'), join(cwd, 'reports'), { recursive: true });
    writeEleventyConfig(join(cwd, 'eleventy.config.mjs'), { webp });
    const args = [eleventyBin, '--quiet', '--input=reports', '--output=site'];
    return { name, args, cwd };
  };
  const usual = makeSite('Eleventy, eleventy-img', {});
  const alike = makeSite('the same, WebP settings as ours', { quality: 80, effort: 2 });
  const rows = compare(
    [
      ...[usual, alike].map((command) => ({ ...command, before: () => forget(command.cwd, ['site', '.cache']) })),
      buildFromNothing('report html', compact),
      buildFromNothing("report html, figures.full: 'source'", source),
    ],
    context.runs,
  );
  const other = join(usual.cwd, 'site');
  yield {
    title: `Nothing known, ${cohortSize(context.large)} reports`,
    rows,
    facts: [
      compareBytes("site / Eleventy's", join(compact, 'site'), other),
      compareBytes("site / Eleventy's, figures.full: 'source'", join(source, 'site'), other),
    ],
  };
  yield {
    title: `Nothing changed, ${cohortSize(context.large)} reports`,
    rows: compare([usual, build('report html', compact)], context.runs),
    facts: [],
  };
}
