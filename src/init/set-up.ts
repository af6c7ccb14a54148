import { appendFile, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { InitFile } from './plan.js';
import { findTargetFile, nameOf, type TargetFile, type TargetFolder } from './target-folder.js';

/** Files to set up in one folder. */
export interface SetUpJob {
  readonly target: TargetFolder;
  readonly files: readonly InitFile[];
}

/** What was done about a file. */
export interface InitOutcome {
  readonly file: InitFile;
  /** The file that was written, or the one that exists, as messages name it. */
  readonly name: string;
  /** `changed`: lines were appended. */
  readonly state: 'written' | 'changed' | 'kept';
  /** The lines that were appended. */
  readonly added: readonly string[];
}

/**
 * Writes the files that do not exist yet. Of an existing file no byte is changed; lines are appended where the plan says
 * so.
 *
 * @returns One outcome per file, in their order.
 * @throws UserError when a file cannot be written. Nothing is written then, unless only writing itself shows it.
 */
export async function setUp(jobs: readonly SetUpJob[]): Promise<readonly InitOutcome[]> {
  const planned = jobs.flatMap(({ target, files }) => files.map((file) => ({ target, file })));
  const targets = await Promise.all(planned.map(({ target, file }) => findTargetOrSubstitute(file, target)));
  const outcomes: InitOutcome[] = [];
  for (const [index, { target, file }] of planned.entries()) {
    const { path, taken } = targets[index] as TargetFile;
    outcomes.push({ file, ...(await setUpFile(file, { path, taken, name: nameOf(path, target) })) });
  }
  return outcomes;
}

async function setUpFile(
  { content, lines = [] }: InitFile,
  { path, taken, name }: TargetFile & Pick<InitOutcome, 'name'>,
): Promise<Omit<InitOutcome, 'file'>> {
  try {
    if (!taken && (await writeNew(path, content))) return { name, state: 'written', added: [] };
    const added = await appendMissing(path, lines);
    return { name, state: added.length > 0 ? 'changed' : 'kept', added };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${name} cannot be written (${code ?? message}).`,
      'Run the command again when it can: it writes only what is missing.',
    );
  }
}

async function findTargetOrSubstitute(file: InitFile, target: TargetFolder): Promise<TargetFile> {
  const found = await findTargetFile(target, file.path);
  if (found.taken) return found;
  for (const name of file.unless ?? []) {
    const other = await findTargetFile(target, name);
    if (other.taken) return other;
  }
  return found;
}

/** Writes a file unless it exists. Gives whether it did. */
async function writeNew(path: string, content: string | Uint8Array): Promise<boolean> {
  try {
    await makeFolder(dirname(path));
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Appends the lines that a text file lacks, and gives them. Leaves links and folders alone. */
async function appendMissing(path: string, lines: readonly string[]): Promise<readonly string[]> {
  if (lines.length === 0 || !(await lstat(path)).isFile()) return [];
  const text = await readFile(path, 'utf8');
  const existing = new Set(text.split('\n').map(ignorePattern));
  const missing = lines.filter((line) => !existing.has(ignorePattern(line)));
  if (missing.length === 0) return [];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? '' : lineBreak;
  await appendFile(path, before + missing.map((line) => line + lineBreak).join(''));
  return missing;
}

/** `site`, `/site` and `site/` all make Git ignore the folder `site` here. */
function ignorePattern(line: string): string {
  return line.trim().replace(/^\/|\/$/g, '');
}

/** Makes a folder and its parents. Node's own `recursive` never returns where the system refuses new folders. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || path === dirname(path)) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}
