import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageStarters } from '../config/package-files.js';
import type { StarterFiles } from './plan.js';

/** Reads the files in `src/init/files`. */
export async function readStarterFiles(): Promise<StarterFiles> {
  const [template, config, readme, ignore, workflow, workflowInParts, collectWorkflow, exampleReport, exampleFigure] =
    await Promise.all([
      read('template.md'),
      read('build.config.ts'),
      read('course-readme.md'),
      // With its dot, npm would use it as the list of files to leave out of the package.
      read('gitignore'),
      read('pages.yml'),
      read('pages-in-parts.yml'),
      read('collect.yml'),
      read('example-group/README.md'),
      read('example-group/figures/parts.svg'),
    ]);
  return { template, config, readme, ignore, workflow, workflowInParts, collectWorkflow, exampleReport, exampleFigure };
}

function read(name: string): Promise<string> {
  return readFile(path.join(packageStarters, name), 'utf8');
}
