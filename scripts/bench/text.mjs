import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, inMegabytes } from './support/bytes.mjs';
import { makeCohort } from './support/cohort.mjs';
import { bin, buildFromNothing, program } from './support/context.mjs';
import { compare } from './support/run.mjs';

/** @import { Context } from './support/context.mjs' */
/** @import { Fact, Row } from './support/run.mjs' */

/** @param {Context} context */
export function* text({ folder, runs, sources, large }) {
  /** @type {{ rows: readonly Row[], count: number } | undefined} */
  let before;
  for (const count of large ? [200, 1000, 10_000] : [200, 1000]) {
    const course = join(folder, String(count));
    makeCohort(course, sources, { count, figures: 'none' });
    const rows = compare(
      [
        { name: 'markdown-it, the same files', args: [program('bare-markdown.mjs'), 'reports'], cwd: course },
        buildFromNothing('report html, nothing known', course),
        { name: 'report check', args: [bin, 'check'], cwd: course },
      ],
      runs,
      { warmUp: count < 1000 },
    );
    const bytes = bytesOf(join(course, 'site'));
    rmSync(course, { recursive: true });
    yield {
      title: `${count} reports without figures`,
      rows,
      facts: [
        ...rows.flatMap((row) => describeRow(row, count)),
        ...(before ? compareSizes(before, { rows, count }) : []),
        { name: 'site per report', value: bytes / count, text: inMegabytes(bytes / count) },
      ],
    };
    before = { rows, count };
  }
}

/**
 * @param {Row} row
 * @param {number} count
 * @returns {readonly Fact[]}
 */
function describeRow({ name, usage }, count) {
  const perReport = (usage.cpu * 1000) / count;
  const share = usage.wall / usage.cpu;
  return [
    { name: `${name}: CPU per report`, value: perReport, text: `${perReport.toFixed(1)} ms` },
    { name: `${name}: time / CPU`, value: share, text: share.toFixed(2) },
  ];
}

/**
 * How time per report and memory grow from one size to the next.
 *
 * @param {{ rows: readonly Row[], count: number }} fewer
 * @param {{ rows: readonly Row[], count: number }} more
 * @returns {readonly Fact[]}
 */
function compareSizes(fewer, more) {
  return more.rows.flatMap(({ name, usage }, index) => {
    const small = fewer.rows[index]?.usage;
    if (!small) return [];
    const time = usage.wall / more.count / (small.wall / fewer.count);
    const memory = usage.memory / small.memory;
    return [
      { name: `${name}: time per report, to ${fewer.count}`, value: time, text: `${time.toFixed(2)} ×` },
      { name: `${name}: memory, to ${fewer.count}`, value: memory, text: `${memory.toFixed(2)} ×` },
    ];
  });
}
