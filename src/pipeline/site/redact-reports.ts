import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config/config.js';
import type { QuestionKey } from '../../model/question-key.js';
import { questionsOf, type Report } from '../../model/report.js';
import { withTemporaryFolder } from '../../process/temporary-folder.js';
import { createPseudonyms } from '../../redact/pseudonyms.js';
import { copyFigures } from '../../redact/redact-folder.js';
import { privateQuestions, redactText } from '../../redact/redact-text.js';
import type { BuildHooks } from '../build-result.js';
import type { PreparedGroup } from '../group/prepare-group.js';
import type { ReportFolder } from '../load/discover-reports.js';
import type { FailedGroup } from '../load/isolate-failure.js';
import { type Course, loadReports, type ReadGroup } from '../load/load-reports.js';
import { slugsFor } from '../load/slugs.js';

/** Copies of report folders in which nothing identifies anybody. */
export interface RedactedReports {
  readonly folders: readonly ReportFolder[];
  /** The folder that the copies lie in, as the reports lie in the course's. */
  readonly root: string;
  /** Takes back what was found wrong with answers only because they were removed. */
  readonly settle: <Group extends PreparedGroup | FailedGroup>(group: Group) => Group;
}

/** What reports are redacted with. */
export interface RedactInput {
  readonly config: Config;
  readonly hooks: BuildHooks;
}

/**
 * Lends redacted copies of report folders to `work`, and removes them behind it.
 *
 * The build then reads nothing but the copies: what is in none of them cannot be in a page, an index, the manifest, a
 * message or a file's name. Metadata of figures is dropped by their encoding, with or without redaction.
 */
export async function withRedaction<Result>(
  course: Course,
  { config, hooks }: RedactInput,
  work: (reports: RedactedReports) => Promise<Result>,
): Promise<Result> {
  return withTemporaryFolder('redacted', async (root) => {
    const read = await loadReports(course, { config, hooks, stage: 'Reading reports', each: (group) => group });
    const copies: Copy[] = [];
    const taken = new Set<string>();
    for (const group of read) {
      hooks.signal.throwIfAborted();
      copies.push(await copyReport(group, { config, root, taken }));
    }
    const slugs = slugsFor(copies.map(({ folder }) => folder));
    const folders = copies.map((copy, index) => ({
      folder: copy.folder,
      group: path.basename(copy.folder),
      slug: slugs[index] ?? '',
      ...(copy.readme === undefined ? {} : { readme: copy.readme }),
      ...(copy.absent ? { absent: true as const } : {}),
    }));
    const questions = new Map(copies.map((copy) => [copy.folder, copy.questions]));
    return work({
      folders,
      root,
      settle: (group) => withoutFindings(group, questions.get(group.source.folder) ?? new Set()),
    });
  });
}

interface Copy {
  readonly folder: string;
  readonly readme: string | undefined;
  readonly absent?: true;
  /** Questions whose answers were removed. */
  readonly questions: ReadonlySet<QuestionKey>;
}

interface CopyInput {
  readonly config: Config;
  readonly root: string;
  /** Paths of copies that are there already. */
  readonly taken: Set<string>;
}

async function copyReport(group: ReadGroup | FailedGroup, { config, root, taken }: CopyInput): Promise<Copy> {
  const { source: original } = group;
  const { studentNumber, questions: named } = config.privacy;
  const pseudonyms = studentNumber ? createPseudonyms(studentNumber) : (text: string) => text;
  const folder = unused(path.join(root, pseudonyms(placeIn(config.root, original.folder))), taken);
  await copyFigures({ from: original.folder, to: folder, pseudonyms });
  const { readme, absent } = original;
  if (absent) return { folder, readme: undefined, absent, questions: new Set() };
  if ('failure' in group) {
    // It cannot be read, and so not be published: its copy fails as it does.
    const copied =
      readme !== undefined && (await copyAsItIs(path.join(original.folder, readme), path.join(folder, readme)));
    return { folder, readme: copied ? readme : undefined, questions: new Set() };
  }
  const { report } = group.parsed;
  const questions = privateQuestions(report, named);
  await writeFile(path.join(folder, 'README.md'), redactText(group.input.text, report, { pseudonyms, questions }));
  return { folder, readme: 'README.md', questions };
}

/** A folder's path below the course's; of one that lies elsewhere, its name. */
function placeIn(root: string, folder: string): string {
  const way = path.relative(root, folder);
  return way === '' || way.startsWith('..') || path.isAbsolute(way) ? path.basename(folder) : way;
}

function unused(folder: string, taken: Set<string>): string {
  let free = folder;
  for (let copy = 2; taken.has(free.toLowerCase()); copy += 1) free = `${folder}-${copy}`;
  taken.add(free.toLowerCase());
  return free;
}

async function copyAsItIs(from: string, to: string): Promise<boolean> {
  return copyFile(from, to).then(
    () => true,
    () => mkdir(to).then(() => true),
  );
}

function withoutFindings<Group extends PreparedGroup | FailedGroup>(
  group: Group,
  questions: ReadonlySet<QuestionKey>,
): Group {
  if ('failure' in group) return group;
  return {
    ...group,
    report: withoutLimits(group.report, questions),
    diagnostics: group.diagnostics.filter(({ question }) => question === undefined || !questions.has(question)),
  };
}

/** A removed answer has no length to be held against. */
function withoutLimits(report: Report, questions: ReadonlySet<QuestionKey>): Report {
  if (!questionsOf(report).some(({ key }) => questions.has(key))) return report;
  return {
    ...report,
    sections: report.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        questions.has(question.key)
          ? { ...question, constraints: [], answer: { ...question.answer, words: 0, characters: 0, rawWords: 0 } }
          : question,
      ),
    })),
  };
}
