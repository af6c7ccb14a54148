import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../model/user-error.js';

/** The file for the output, and the files that it must not replace. */
export interface OutputTarget {
  /** As the user typed it, relative to `root` or absolute. */
  readonly file: string;
  readonly root: string;
  /** The files that were read, relative to `root` or absolute. */
  readonly inputs: readonly string[];
}

/**
 * Writes text, given in pieces, to the file that the user named, and creates its folder if necessary.
 *
 * @throws UserError when the file is an input, or cannot be written
 */
export async function writeOutput(text: Iterable<string>, { file, root, inputs }: OutputTarget): Promise<void> {
  const target = resolve(root, file);
  try {
    await mkdir(dirname(target), { recursive: true });
    const real = await realpath(target).catch(() => target);
    const read = await Promise.all(inputs.map((input) => realpath(resolve(root, input)).catch(() => undefined)));
    if (read.includes(real))
      throw new UserError(`--output would replace ${relative(root, target)}, which was just read.`, advice);
    await writeFile(target, text);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`${join(file)} cannot be written (${code ?? message}).`, advice);
  }
}

const advice = 'Name another file with --output.';
