import { configNames } from '../config/config-names.js';

/** A file that `report init` writes. */
export interface InitFile {
  /** Below the chosen folder, `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Names in the chosen folder that make the file superfluous: where one is there, it is not written. */
  readonly unless?: readonly string[];
  /** What is left to do by hand where the file, or what makes it superfluous, was there already. A sentence. */
  readonly ifKept?: string;
}

/** The contents of the files in `src/init/files`. */
export interface StarterFiles {
  readonly template: string;
  /** Says `__COHORT__` where the course's own `site.id` goes. */
  readonly config: string;
  readonly readme: string;
  readonly ignore: string;
  /** Says `__RANGE__` where the versions of Handin go that it may install. */
  readonly workflow: string;
  readonly exampleReport: string;
  readonly exampleFigure: string;
}

/** A report: the template, as it is, and a folder for figures. */
export function planReport(template: string | Uint8Array): readonly InitFile[] {
  return [
    { path: 'README.md', content: template },
    // Git keeps no empty folder. Whoever has figures already does not need it.
    { path: 'figures/.gitkeep', content: '', unless: ['figures'] },
  ];
}

/** The workflow that checks the reports in pull requests and publishes the site, for versions from this one on. */
export function planPages({ workflow }: StarterFiles, version: string): readonly InitFile[] {
  return [{ path: '.github/workflows/pages.yml', content: workflow.replaceAll('__RANGE__', rangeFrom(version)) }];
}

/** What tells one course from another. */
export interface CourseFacts {
  /** Of this package. */
  readonly version: string;
  /** `site.id` of its configuration. */
  readonly cohort: string;
}

/** A course: template, configuration, an example of a report, and what it takes to build and publish them. */
export function planCourse(starter: StarterFiles, { version, cohort }: CourseFacts): readonly InitFile[] {
  const range = rangeFrom(version);
  return [
    { path: 'template.md', content: starter.template },
    // Two configurations side by side are an error.
    { path: 'build.config.ts', content: starter.config.replace('__COHORT__', cohort), unless: configNames },
    { path: 'reports/example-group/README.md', content: starter.exampleReport },
    { path: 'reports/example-group/figures/parts.svg', content: starter.exampleFigure },
    {
      path: '.gitignore',
      content: starter.ignore,
      ifKept: 'Add the lines site/, .cache/ and node_modules/ to .gitignore, where they are missing.',
    },
    {
      path: 'package.json',
      content: `${JSON.stringify({ private: true, type: 'module', devDependencies: { handin: range } }, null, 2)}\n`,
      ifKept: `Add handin to package.json, where it is missing: npm install --save-dev handin@${range}`,
    },
    { path: 'README.md', content: starter.readme },
    ...planPages(starter, version),
  ];
}

/** The range of versions of Handin that a course accepts. */
function rangeFrom(version: string): string {
  return `^${version}`;
}
