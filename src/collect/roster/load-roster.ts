import { readFile } from 'node:fs/promises';
import type { RosterConfig } from '../../config/config.js';
import type { Roster } from '../../model/roster.js';
import { UserError } from '../../model/user-error.js';
import { decodeRoster } from './decode-roster.js';
import { parseRoster } from './parse-roster.js';

/**
 * Reads a roster.
 *
 * @throws UserError when the file cannot be read or is no text
 */
export async function loadRoster({ file, columns }: RosterConfig): Promise<Roster> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `The roster ${file} cannot be read (${error.code ?? error.message}).`,
      'Name a CSV file with a row per group, or correct `roster` in build.config.ts.',
    );
  });
  const text = decodeRoster(bytes);
  if (text !== undefined) return parseRoster(text, columns);
  throw new UserError(`The roster ${file} is neither UTF-8 nor UTF-16.`, 'Save it as “CSV UTF-8”.');
}
