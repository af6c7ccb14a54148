import { join, relative } from 'node:path';
import type { InitOutcome } from '../init/set-up.js';
import type { TargetFolder } from '../init/target-folder.js';
import type { InitForm } from './init-ask.js';
import { printable } from './terminal.js';

/** What was set up, and what there is to know about it. */
export interface SetUp {
  readonly kind: InitForm['kind'];
  readonly target: TargetFolder;
  readonly outcomes: readonly InitOutcome[];
  /** What a report is a copy of; undefined for the template of this package. */
  readonly template: string | undefined;
  /** The top of the repository that the target lies in; undefined when there is none, or when it is the target. */
  readonly repository: string | undefined;
  /** How the next command is typed: what runs the program, and the template where it was named by hand. */
  readonly again: { readonly program: string; readonly template?: string };
}

/** A line per file: `written  README.md`. */
export function formatOutcomes(outcomes: readonly InitOutcome[]): string {
  return outcomes.map(({ name, written }) => `${written ? 'written' : 'kept   '}  ${printable(name)}\n`).join('');
}

/** What is left to do by hand, ending with a line break. */
export function adviceFor(setUp: SetUp): string {
  const { outcomes } = setUp;
  if (!outcomes.some(({ written }) => written)) return 'Everything was there already: nothing was written.\n';
  const byHand = outcomes.flatMap(({ file, written }) => (written || !file.ifKept ? [] : [file.ifKept]));
  return [...origin(setUp), ...byHand, ...misplaced(setUp), ...next[setUp.kind](setUp)]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

function origin({ kind, outcomes, template }: SetUp): readonly string[] {
  const [readme] = outcomes;
  if (kind !== 'report' || !readme?.written) return [];
  return template === undefined
    ? [`${readme.name} is a copy of the short template that comes with Handin; --template names another.`]
    : [`${readme.name} is a copy of ${template}.`];
}

function misplaced({ target, outcomes, repository }: SetUp): readonly string[] {
  const workflow = outcomes.find(({ file, written }) => written && file.path.startsWith('.github/'));
  if (repository === undefined || !workflow) return [];
  const top = relative(target.path, repository);
  return [`GitHub reads workflows only at the top of a repository, which is ${top} from there: move .github to it.`];
}

const next: Readonly<Record<InitForm['kind'], (setUp: SetUp) => readonly string[]>> = {
  report: ({ target, again: { program, template } }) => [
    `Write the answers into ${join(target.name, 'README.md')}, then run:`,
    `  ${program} check ${quoted(target.name)}${template === undefined ? '' : ` --template ${quoted(template)}`}`,
  ],
  course: ({ target }) => [
    'Next:',
    ...(target.name === '.' ? [] : [`  cd ${quoted(target.name)}`]),
    '  npm install',
    '  npx report check',
    '  npx report html',
    `${join(target.name, 'README.md')} says how to go on.`,
  ],
  pages: () => [
    'In the settings of the repository on GitHub, under Pages, choose “GitHub Actions” as the source. Then commit the',
    'workflow and push it.',
  ],
};

/** A path as every shell takes it. */
function quoted(path: string): string {
  return /^[\w.:/\\-]+$/.test(path) ? path : `"${path}"`;
}
