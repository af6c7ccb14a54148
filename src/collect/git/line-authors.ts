import type { LineAuthors, LineRun } from '../../model/collected.js';
import type { Person } from '../members.js';
import type { GuardedGit } from './guarded-git.js';

/** What lines are attributed in. */
export interface BlameInput {
  readonly git: GuardedGit;
  readonly commit: string;
  /** The README's path in the commit. */
  readonly path: string;
  /** SHA-256 of it. */
  readonly digest: string;
  /** Arguments that name the mailmap. */
  readonly mailmap: readonly string[];
  /** Fetches objects by their names into `git`; null where it has everything. */
  readonly fetchMissing: ((ids: readonly string[]) => Promise<void>) | null;
}

/**
 * Who wrote each line of a file: `git blame`, ignoring changes of whitespace. The versions of the file are fetched first;
 * git follows renames only as far as it has what it needs.
 */
export async function readLineAuthors(
  { git, commit, path, digest, mailmap, fetchMissing }: BlameInput,
  samePerson: (person: Person) => Person,
): Promise<LineAuthors> {
  if (fetchMissing) {
    const { stdout } = await git.run(['rev-list', '--objects', '--missing=print', commit, '--', path]);
    const wanted = stdout.split('\n').flatMap((line) => /^\?([0-9a-f]{40,64})$/.exec(line)?.[1] ?? []);
    if (wanted.length > 0) await fetchMissing(wanted);
  }
  const { stdout } = await git.run([...mailmap, 'blame', '--porcelain', '-w', commit, '--', path]);
  return { readme: digest, ...parseBlame(stdout, samePerson) };
}

/** Reads what `git blame --porcelain` prints. */
function parseBlame(output: string, samePerson: (person: Person) => Person): Omit<LineAuthors, 'readme'> {
  const byCommit = new Map<string, { name: string; email: string }>();
  const people: Person[] = [];
  const indexes = new Map<string, number>();
  const runs: LineRun[] = [];
  let current = { name: '', email: '' };
  let line = 0;
  const add = (): void => {
    const person = samePerson(current);
    const key = person.email.toLowerCase() || person.name;
    const author = indexes.get(key) ?? people.push(person) - 1;
    indexes.set(key, author);
    const last = runs.at(-1);
    if (last?.author === author) runs[runs.length - 1] = { ...last, lines: last.lines + 1 };
    else runs.push({ from: line, lines: 1, author });
  };
  for (const text of output.split('\n')) {
    const [, commit] = /^([0-9a-f]{40,64}) \d+ \d+(?: \d+)?$/.exec(text) ?? [];
    if (text.startsWith('\t')) {
      line += 1;
      add();
    } else if (commit !== undefined) {
      current = byCommit.get(commit) ?? { name: '', email: '' };
      byCommit.set(commit, current);
    } else if (text.startsWith('author ')) current.name = text.slice(7);
    else if (text.startsWith('author-mail ')) current.email = text.slice(12).replace(/^<|>$/g, '');
  }
  return { people, runs };
}
