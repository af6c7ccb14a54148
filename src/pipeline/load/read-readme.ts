import { isUtf8 } from 'node:buffer';
import { constants, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { ReportFolder } from './discover-reports.js';

/** A report's text, or why there is none. */
export type ReadResult = { readonly text: string } | { readonly failure: ReadFailure };

/** Who has to act where a report could not be read: its authors, those who build the site, or the makers of Handin. */
export type Responsible = 'group' | 'staff' | 'makers';

/** Why a report could not be read, and what to do. */
export interface ReadFailure {
  readonly reason: string;
  readonly advice: string;
  readonly responsible: Responsible;
}

/** Most bytes of a README: twenty times the longest report seen. */
const maxBytes = 1024 * 1024;

/** Reads a report's README. A README that cannot be read is a result, not an exception. */
export async function readReadme({ folder, readme }: ReportFolder): Promise<ReadResult> {
  if (readme === undefined)
    return fail('There is no README.md in this folder.', 'Write the report into a file of that name.');
  try {
    const file = await realpath(path.join(folder, readme));
    const home = await realpath(folder);
    if (path.dirname(file) !== home && !file.startsWith(home + path.sep))
      return fail('README.md is a link to a file outside the report’s folder.', 'Put the file itself into the folder.');
    return decode(await readRegularFile(file));
  } catch (error) {
    return explain(error);
  }
}

async function readRegularFile(file: string): Promise<Buffer | ReadFailure> {
  // Without O_NONBLOCK opening a named pipe would block.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile())
      return describe(
        stats.isDirectory() ? 'README.md is a folder.' : 'README.md is not an ordinary file.',
        'Put the report into a text file of that name.',
      );
    if (stats.size > maxBytes)
      return describe(
        `README.md has ${stats.size.toLocaleString('en')} bytes; a report may have ${maxBytes.toLocaleString('en')}.`,
        'Check that it is the report, and keep figures in files of their own.',
      );
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function decode(content: Buffer | ReadFailure): ReadResult {
  if (!Buffer.isBuffer(content)) return { failure: content };
  if ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff))
    return fail('README.md is UTF-16.', 'Save it as UTF-8.');
  if (!isUtf8(content))
    return fail(`README.md is not UTF-8: the bytes on line ${firstBadLine(content)} are no text.`, 'Save it as UTF-8.');
  return { text: content.toString('utf8') };
}

/** The line (1-based) with the first byte that is not UTF-8. */
function firstBadLine(content: Buffer): number {
  const lines = content.toString('latin1').split('\n');
  return lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}

function explain(error: unknown): ReadResult {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM')
    return fail(
      'There is no permission to read README.md.',
      'Make the file readable for the user who builds the site.',
      'staff',
    );
  if (code === 'ENOENT')
    return fail('README.md is a link to a file that does not exist.', 'Put the file itself into the folder.');
  if (code === 'EISDIR') return fail('README.md is a folder.', 'Put the report into a text file of that name.');
  if (code === 'ELOOP') return fail('README.md is a link to itself.', 'Put the file itself into the folder.');
  if (code === undefined) throw error;
  return fail(`README.md could not be read (${code}).`, 'Check the file, and build again.', 'staff');
}

function fail(reason: string, advice: string, responsible: Responsible = 'group'): ReadResult {
  return { failure: describe(reason, advice, responsible) };
}

function describe(reason: string, advice: string, responsible: Responsible = 'group'): ReadFailure {
  return { reason, advice, responsible };
}
