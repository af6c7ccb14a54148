import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runReport } from '../cli/run-report.js';
import { question, writeReports } from './question-sites.js';

/** Builds of one course, and of another that looks the same, all opened from disk: one origin. */
export interface MarkedSites {
  /** 23 groups and two questions: 46 answers. */
  readonly first: string;
  /** Another title, a group more, and another answer of `team-02` to the first question. */
  readonly rebuilt: string;
  /** The first build with 5 points for each question. */
  readonly scored: string;
  /** The first build's groups, title and questions, as another cohort. */
  readonly twin: string;
  remove(): Promise<void>;
}

/** Slugs of the groups of the first build. */
export const teams: readonly string[] = Array.from(
  { length: 23 },
  (_, index) => `team-${String(index + 1).padStart(2, '0')}`,
);

const answersOf = (team: string): string =>
  `${question(1, `What ${team} says\nof the first part.`)}\n${question(2, `What ${team} says of the second part.`)}`;
const template = `# Template\n\n${[1, 2].map((number) => question(number, `--- question ${number} fill here ---`)).join('\n')}`;
const configuration = (title: string, id = ''): string =>
  `export default { title: '${title}', template: 'template.md', site: {${id && ` id: '${id}' `}} };\n`;

/** Builds the sites. */
export async function buildMarkedSites(): Promise<MarkedSites> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'handin-marks-')));
  const build = async (out: string, config: string): Promise<void> => {
    await writeFile(join(folder, 'build.config.mjs'), config);
    const { status, stderr } = await runReport(['html', '--out', out], { cwd: folder });
    if (status !== 0) throw new Error(stderr);
  };
  await writeFile(join(folder, 'template.md'), template);
  await writeReports(join(folder, 'reports'), Object.fromEntries(teams.map((team) => [team, answersOf(team)])));
  await build('first', configuration('Rivers'));
  await build('twin', configuration('Rivers', 'rivers-2027'));
  await giveScores(folder);
  await writeReports(join(folder, 'reports'), {
    aspen: answersOf('aspen'),
    'team-02': `${question(1, 'Something else altogether stands here now.')}\n${question(2, 'What team-02 says  \nof the second part.')}`,
  });
  await build('rebuilt', configuration('Rivers and lakes'));
  const address = (name: string): string => `${pathToFileURL(join(folder, name)).href}/`;
  return {
    first: address('first'),
    rebuilt: address('rebuilt'),
    scored: address('scored'),
    twin: address('twin'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Points as the pages receive them. */
async function giveScores(folder: string): Promise<void> {
  const pages = join(folder, 'scored', 'questions');
  await cp(join(folder, 'first'), join(folder, 'scored'), { recursive: true });
  for (const name of await readdir(pages)) {
    const html = await readFile(join(pages, name), 'utf8');
    await writeFile(join(pages, name), html.replaceAll('"points":null', '"points":5'));
  }
}
