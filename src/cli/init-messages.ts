import { join, relative } from 'node:path';
import type { InitOutcome } from '../init/set-up.js';
import type { TargetFolder } from '../init/target-folder.js';
import type { InitForm } from './init-ask.js';
import { printable } from './terminal.js';

/** What was set up, and where. */
export interface SetUpResult {
  readonly kind: InitForm['kind'];
  readonly target: TargetFolder;
  readonly outcomes: readonly InitOutcome[];
  /** The file that a report is a copy of; undefined for the template of this package. */
  readonly template: string | undefined;
  /** The root of the repository that contains the target; undefined when there is none, or when it is the target. */
  readonly repository: string | undefined;
  /** How the user types the next command: the program, and `--template` where no configuration names the template. */
  readonly nextCommand: { readonly program: string; readonly template: string | undefined };
}

/** A line per file: `written  README.md`, `changed  .gitignore: added site/, .cache/`. */
export function formatOutcomes(outcomes: readonly InitOutcome[]): string {
  return outcomes
    .map(({ name, state, added }) => {
      const lines = added.length > 0 ? `: added ${added.join(', ')}` : '';
      return `${state.padEnd('written'.length)}  ${printable(name)}${lines}\n`;
    })
    .join('');
}

/** What is left to do by hand. Ends with a line break. */
export function adviceFor(result: SetUpResult): string {
  const { outcomes } = result;
  const byHand = outcomes.flatMap(({ file, state }) => (state === 'kept' && file.ifKept ? [file.ifKept] : []));
  if (!outcomes.some(({ state }) => state !== 'kept'))
    return ['Everything was there already: nothing was written.', ...byHand]
      .map((line) => `${printable(line)}\n`)
      .join('');
  return [...origin(result), ...byHand, ...workflowAdvice(result), ...nextSteps[result.kind](result)]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

function origin({ kind, outcomes, template }: SetUpResult): readonly string[] {
  const [readme] = outcomes;
  if (kind !== 'report' || readme?.state !== 'written') return [];
  return template === undefined
    ? [`${readme.name} is a copy of the short template that comes with Handin; --template names another.`]
    : [`${readme.name} is a copy of ${template}.`];
}

function workflowAdvice({ target, outcomes, repository }: SetUpResult): readonly string[] {
  const workflow = outcomes.find(({ file, state }) => state === 'written' && file.path.startsWith('.github/'));
  if (!workflow) return [];
  const owner = `Replace OWNER in ${workflow.name} by the account on GitHub that holds the repository of Handin.`;
  if (repository === undefined) return [owner];
  const top = relative(target.path, repository);
  return [
    `GitHub reads workflows only at the top of a repository, which is ${top} from there: move .github to it.`,
    owner,
  ];
}

const nextSteps: Readonly<Record<InitForm['kind'], (result: SetUpResult) => readonly string[]>> = {
  report: ({ target, nextCommand: { program, template } }) => [
    `Write the answers into ${join(target.name, 'README.md')}, then run:`,
    `  ${program} check ${quoted(target.name)}${template === undefined ? '' : ` --template ${quoted(template)}`}`,
  ],
  course: ({ target, nextCommand: { program } }) => [
    'Next:',
    ...(target.name === '.' ? [] : [`  cd ${quoted(target.name)}`]),
    `  ${program} check`,
    `  ${program} html`,
    `${join(target.name, 'README.md')} says how to go on.`,
  ],
  pages: () => [
    'In the settings of the repository on GitHub, under Pages, choose “GitHub Actions” as the source. Then commit the',
    'workflow and push it.',
  ],
};

/** A path that is one argument in every shell. */
function quoted(path: string): string {
  return /^[\w.:/\\-]+$/.test(path) ? path : `"${path}"`;
}
