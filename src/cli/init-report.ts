import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { Template } from '../parse/template.js';
import { deviceName } from '../site/plan.js';
import { readConfig } from './read-config.js';

/** A template to copy. */
export interface ChosenTemplate {
  /** Relative to the current folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly template: Template;
}

/**
 * The template that a report is to be a copy of: the one that was named, else the configuration's.
 *
 * @returns Undefined where there is none.
 * @throws UserError when it cannot be read or holds no question, or when the configuration has several
 */
export async function templateForReport(named: string | undefined): Promise<ChosenTemplate | undefined> {
  const root = process.cwd();
  const files = named === undefined ? (await readConfig({})).templates : [resolve(root, named)];
  const [file, ...more] = files;
  if (file === undefined) return undefined;
  if (more.length > 0) {
    const names = files.map((path) => relative(root, path));
    throw new UserError(
      `The configuration has ${files.length} templates: ${names.join(', ')}.`,
      `Name the one to copy: --template ${names[0]}`,
    );
  }
  const { loadTemplates } = await import('../pipeline/load/load-templates.js');
  const [template] = await loadTemplates([file]);
  return template && { name: relative(root, file), bytes: await readFile(file), template };
}

/**
 * The folder of a group's report.
 *
 * @param parent Where the groups' folders are; when not given, where the configuration looks for reports.
 * @throws UserError when the name is none that a folder can have everywhere
 */
export async function toGroupFolder(group: string, parent: string | undefined): Promise<string> {
  if (!folderName.test(group) || group.length > 80 || deviceName.test(group))
    throw new UserError(
      `--group takes the name of a folder, and “${group}” cannot be one everywhere.`,
      'Use letters, digits, hyphens, underscores, and dots or blanks between them; at most 80 of them.',
    );
  return join(parent ?? (await folderOfReports()), group);
}

const folderName = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_ .-]*[\p{L}\p{M}\p{N}_-])?$/u;

/** `reports` of the pattern `reports/*`, which is also the default. */
async function folderOfReports(): Promise<string> {
  const { reports } = await readConfig({});
  for (const pattern of reports) {
    const [, folder] = /^([^*?[\]{}()!+@]+)\/\*\/?$/.exec(pattern.replaceAll('\\', '/')) ?? [];
    if (folder !== undefined) return folder;
  }
  throw new UserError(
    `The configuration does not say where a new report goes: ${reports.join(', ')}.`,
    'Name the folder that the groups’ folders are in: report init FOLDER --group NAME',
  );
}
