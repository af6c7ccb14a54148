import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { contains } from '../config/guard-out.js';
import type { ProjectSettings } from '../init/plan.js';
import { openTarget, type TargetFolder } from '../init/target-folder.js';
import { UserError } from '../model/user-error.js';
import type { Template } from '../parse/template/template.js';
import { deviceName } from '../site/plan.js';
import { readConfig } from './read-config.js';

/** The template that a report will be a copy of. */
export interface ChosenTemplate {
  /** Relative to the current folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly template: Template;
}

/**
 * Reads the template that a report will be a copy of: the one that was named, else that of the configuration.
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

/** The folder in which the user will run commands, and the settings for its configuration. */
export interface Project {
  readonly root: TargetFolder;
  /** Whether a configuration exists. */
  readonly hasConfig: boolean;
  readonly settings: ProjectSettings;
}

/**
 * Describes the project that a report belongs to: the current folder.
 *
 * @returns Undefined for a report outside the current folder, because commands about it will run elsewhere.
 */
export async function projectFor(
  target: TargetFolder,
  { template, isGroup }: { readonly template: ChosenTemplate | undefined; readonly isGroup: boolean },
): Promise<Project | undefined> {
  const cwd = process.cwd();
  if (!contains(cwd, target.path)) return undefined;
  const { configFile, templates } = await readConfig({});
  const folder = relative(cwd, target.path) || '.';
  const parent = dirname(folder);
  // Directly in the project, the glob would be `*`, which matches folders that are not reports.
  const reports = isGroup && parent !== '.' ? `${parent}/*` : folder;
  return {
    root: await openTarget(cwd, '.'),
    hasConfig: configFile !== null,
    settings: {
      reports: reports.replaceAll(sep, '/'),
      template: template?.name.replaceAll(sep, '/'),
      isConfigured: template === undefined || templates.includes(resolve(cwd, template.name)),
    },
  };
}

/**
 * Gives the folder of a group's report.
 *
 * @param parent The folder of the groups' folders; by default the one in which the configuration looks for reports.
 * @throws UserError when the name is not valid for a folder on every system
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

/** The folder of the groups' folders: `reports` for the pattern `reports/*`, which is the default. */
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
