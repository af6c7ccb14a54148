import { configNames } from '../config/config-names.js';

/** A file that `report init` writes. */
export interface InitFile {
  /** Relative to the chosen folder, with `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Names in the chosen folder that replace the file: where one of them exists, it is not written. */
  readonly unless?: readonly string[];
  /** Lines that are appended to a file of this name that exists and lacks them. */
  readonly lines?: readonly string[];
  /** A sentence: what is left to do by hand where the file, or one that replaces it, exists already. */
  readonly ifKept?: string;
}

/** The contents of the files in `src/init/files`. */
export interface StarterFiles {
  readonly template: string;
  /** Says `__COHORT__` where the course's own `site.id` goes. */
  readonly config: string;
  readonly readme: string;
  readonly ignore: string;
  /** Has `__RANGE__` in the place of the range of versions of Handin. */
  readonly workflow: string;
  /** The same; also has `__PARTS__` in the place of the number of parts, and `__EACH_PART__` in that of a list of them. */
  readonly workflowInParts: string;
  /** Has `__RANGE__` in the place of the range of versions of Handin. */
  readonly collectWorkflow: string;
  readonly exampleReport: string;
  readonly exampleFigure: string;
}

/** A report: the template, as it is, and a folder for figures. */
export function planReport(template: string | Uint8Array): readonly InitFile[] {
  return [
    { path: 'README.md', content: template },
    // Git does not store an empty folder. One that exists needs no such file.
    { path: 'figures/.gitkeep', content: '', unless: ['figures'] },
  ];
}

/** What the folder in which the commands run needs to know about a report that was set up. */
export interface ProjectSettings {
  /** Report folders: paths or globs, relative to the project, with `/` between their parts. */
  readonly reports: string;
  /** The template, likewise; undefined for the one of this package. */
  readonly template: string | undefined;
  /** Whether an existing configuration names that template, or needs to name none. */
  readonly isConfigured: boolean;
}

/** The configuration that finds the reports and their template without options, and what Git is to ignore. */
export function planProject({ reports, template, isConfigured }: ProjectSettings): readonly InitFile[] {
  const config: InitFile = { path: 'build.config.ts', content: configFor(reports, template), unless: configNames };
  const naming = `template: ${quote(template ?? 'template.md')}`;
  return [
    isConfigured
      ? config
      : { ...config, ifKept: `Write \`${naming}\` into the configuration: then no command needs --template.` },
    {
      path: '.gitignore',
      content: `# Written by \`report\`: the site, and the prepared figures that it keeps between builds.\n${builtFolders.join('\n')}\n`,
      lines: builtFolders,
    },
  ];
}

/** The folders that the commands write to. */
const builtFolders = ['site/', '.cache/'];

function configFor(reports: string, template: string | undefined): string {
  const lines = [
    "import { defineConfig } from 'handin';",
    '',
    '// `report help configuration` lists every field.',
    'export default defineConfig({',
    `  reports: ${quote(reports)},`,
    '  // The file that the reports were written from. They are checked against it.',
    template === undefined ? "  // template: 'template.md'," : `  template: ${quote(template)},`,
    ...(reports === '.' ? ['  // The folder of the site cannot be inside a report.', "  out: '../site',"] : []),
    '});',
  ];
  return `${lines.join('\n')}\n`;
}

/** A string literal in TypeScript. */
function quote(text: string): string {
  return /['\\\p{Cc}]/u.test(text) ? JSON.stringify(text) : `'${text}'`;
}

/**
 * The workflow that checks the reports in pull requests and publishes the site.
 *
 * @param version The version of this package
 * @param parts In how many parts the site is built; without it, as a whole
 */
export function planPages(starter: StarterFiles, version: string, parts?: number): readonly InitFile[] {
  const path = '.github/workflows/pages.yml';
  const range = `^${version}`;
  if (parts === undefined) return [{ path, content: starter.workflow.replaceAll('__RANGE__', range) }];
  const each = Array.from({ length: parts }, (_, index) => index + 1).join(', ');
  return [
    {
      path,
      content: starter.workflowInParts
        .replaceAll('__RANGE__', range)
        .replace('__EACH_PART__', `[${each}]`)
        .replace('__PARTS__', String(parts)),
      ifKept: `If ${path} does not build the site in ${parts} parts yet, delete it and run the command again.`,
    },
  ];
}

/** The workflow that collects the groups' reports on a schedule, and a roster for it. */
function planCollect(starter: StarterFiles, version: string): readonly InitFile[] {
  return [
    {
      path: '.github/workflows/collect.yml',
      content: starter.collectWorkflow.replaceAll('__RANGE__', `^${version}`),
    },
    {
      path: 'roster.csv',
      content: 'group,repository,branch,folder,members,deadline,commit\n',
      ifKept: "Name it in the configuration: `roster: 'roster.csv'`.",
    },
  ];
}

/** What differs between courses. */
export interface CourseFacts {
  /** The version of this package. */
  readonly version: string;
  /** `site.id` of the configuration. */
  readonly cohort: string;
  /** Whether the reports are collected from the groups' repositories. */
  readonly collect?: boolean;
}

/** A course: template, configuration, an example of a report, and what it takes to publish them. */
export function planCourse(
  starter: StarterFiles,
  { version, cohort, collect = false }: CourseFacts,
): readonly InitFile[] {
  return [
    { path: 'template.md', content: starter.template },
    // Two configurations in one folder are an error.
    { path: 'build.config.ts', content: configOf(starter, { cohort, collect }), unless: configNames },
    { path: 'reports/example-group/README.md', content: starter.exampleReport },
    { path: 'reports/example-group/figures/parts.svg', content: starter.exampleFigure },
    { path: '.gitignore', content: starter.ignore, lines: [...builtFolders, 'node_modules/'] },
    { path: 'README.md', content: readmeOf(starter, { version, collect }) },
    ...(collect ? planCollect(starter, version) : planPages(starter, version)),
  ];
}

/** What a course publishes or collects decides which blocks of its README stay. */
function readmeOf({ readme }: StarterFiles, { version, collect }: Required<Omit<CourseFacts, 'cohort'>>): string {
  const kept = collect ? 'collect' : 'pages';
  return readme
    .replaceAll('__RANGE__', `^${version}`)
    .replace(/^<!-- only with (\w+) -->\n([\s\S]*?)^<!-- end -->\n/gm, (_, only: string, block: string) =>
      only === kept ? block : '',
    );
}

function configOf(
  { config }: StarterFiles,
  { cohort, collect }: Required<Pick<CourseFacts, 'cohort' | 'collect'>>,
): string {
  const text = config.replace('__COHORT__', cohort);
  return collect ? text.replace("  // roster: 'roster.csv',", "  roster: 'roster.csv',") : text;
}
