import type { Contributor } from '../model/collected.js';
import type { Member } from '../model/roster.js';

/** A person, as commits name them. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Joins the addresses of one person, as the roster lists them, under the name there and the first address. */
export function joinPeople(members: readonly Member[]): (person: Person) => Person {
  const known = new Map<string, Person>();
  for (const { name, emails } of members) {
    const [email] = emails;
    if (email !== undefined) for (const one of emails) known.set(one, { name, email });
  }
  return (person) => known.get(person.email.toLowerCase()) ?? person;
}

/** Most contributors that are recorded. */
const maxContributors = 200;

/**
 * The contributors, those with most commits first.
 *
 * @param counts commits by name and address, with a NUL between them
 */
export function toContributors(
  counts: ReadonlyMap<string, number>,
  samePerson: (person: Person) => Person,
): readonly Contributor[] {
  const joined = new Map<string, Contributor>();
  for (const [key, commits] of counts) {
    const [name = '', email = ''] = key.split('\0');
    const person = samePerson({ name, email });
    const id = person.email.toLowerCase() || person.name;
    const before = joined.get(id);
    joined.set(id, before ? { ...before, commits: before.commits + commits } : { ...person, commits });
  }
  const sorted = [...joined.values()].sort(
    (a, b) => b.commits - a.commits || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  return sorted.slice(0, maxContributors);
}
