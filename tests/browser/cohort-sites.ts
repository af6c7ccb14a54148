import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runReport } from '../cli/run-report.js';
import { corpus, corpusReports, hasCorpus } from '../support/corpus.js';

/** Hostile folder names: markup, control characters and the like. */
export const hostileNames = [
  '<img src=x onerror=alert(1)>',
  'مجموعة الطيور 12',
  'long-name-'.repeat(8),
  '🦊 & "friends"',
] as const;

/** Options for a generated cohort. */
export interface CohortPlan {
  /** Groups that wrote a report: `group 1`, `group 2`, …; with `hostile`, the first have hostile names. */
  readonly groups: number;
  readonly questions: number;
  readonly items: number;
  /** Whether there are hostile names, a group that failed, and one without a checklist. */
  readonly odd?: boolean;
}

/** A built site of many groups. */
export interface CohortSite {
  readonly folder: string;
  /** The address of one of its pages. */
  address(page: string): string;
  remove(): Promise<void>;
}

/** Builds a cohort of generated reports, which differ; later groups have more unanswered questions. */
export async function buildCohort({ groups, questions, items, odd = false }: CohortPlan): Promise<CohortSite> {
  const folder = await temporaryFolder();
  for (let group = 1; group <= groups; group += 1) {
    const name = (odd && hostileNames[group - 1]) || `group ${group}`;
    const text = [`# Report of group ${group}`, checklist(group, items), ...answers(group, questions)].join('\n\n');
    await writeReport(folder, name, text);
  }
  if (odd) {
    await writeReport(folder, 'unreadable', Buffer.from('# Caf\xe9\n', 'latin1'));
    await writeReport(folder, 'unlisted', ['# Report of nobody', ...answers(1, questions)].join('\n\n'));
  }
  return await build(folder, []);
}

/** Builds a cohort of the real reports, repeated under other names until there are 60; without their figures. */
export async function buildRealCohort(): Promise<CohortSite | null> {
  if (!hasCorpus) return null;
  const folder = await temporaryFolder();
  for (let group = 0; group < 60; group += 1) {
    const name = corpusReports[group % corpusReports.length] ?? '';
    await writeReport(folder, `${name} ${group + 1}`, await readFile(`${corpus}reports/${name}/README.md`));
  }
  return await build(folder, ['--template', `${corpus}templates/2025.md`]);
}

function answers(group: number, questions: number): readonly string[] {
  return Array.from({ length: questions }, (_, index) => {
    const number = index + 1;
    const open = (group * 7 + number * 3) % 60 < group / 4;
    const words = 'some words '.repeat(((group * 13 + number) % 9) + 5);
    return `### Question ${number}\n\n> **What about part ${number}?**\n>\n> Recommended answer length: 5-15 words.\n>\n> Answer:\n\n${open ? '' : words}`;
  });
}

function checklist(group: number, items: number): string {
  const lines = Array.from({ length: items }, (_, index) => {
    const done = (group * 31 + index * 17) % 10 < 6 ? 'x' : ' ';
    const note = (index === 2 || index === 4) && group % 20 === 5 ? ' - only for a part of it' : '';
    return `* [${done}] Do the thing that has the number ${index + 1} on the list of things (M${index})${note}`;
  });
  const half = Math.ceil(items / 2);
  return `## Checklist\n\n### Week 1\n\n${lines.slice(0, half).join('\n')}\n\n### Week 2\n\n${lines.slice(half).join('\n')}`;
}

async function build(folder: string, options: readonly string[]): Promise<CohortSite> {
  await runReport(['html', 'reports/*', '--out', 'site', ...options], { cwd: folder });
  return {
    folder: join(folder, 'site'),
    address: (page) => pathToFileURL(join(folder, 'site', page)).href,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function writeReport(folder: string, name: string, contents: string | Buffer): Promise<void> {
  await mkdir(join(folder, 'reports', name), { recursive: true });
  await writeFile(join(folder, 'reports', name, 'README.md'), contents);
}

async function temporaryFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), 'handin-cohort-')));
}
