import type { LineAuthors } from '../../model/collected.js';
import type { Excerpt } from '../../model/excerpt.js';
import { lowerBound } from '../../model/lower-bound.js';
import { questionsOf, type Report } from '../../model/report.js';
import type { Language } from '../../words/language.js';
import type { AuthorsView, AuthorView } from '../views/report.js';

/** Makes the data of who wrote some texts of a report; null where nobody is known. */
export type AuthorsOf = (texts: readonly Excerpt[]) => AuthorsView | null;

/** What counts as a group's own text: its answers, or all of a report without questions. */
export function answersOf(report: Report): readonly Excerpt[] {
  return [...questionsOf(report).map(({ answer }) => answer), ...(report.body ? [report.body] : [])];
}

/** Most people who are named; the lines of all others count together. */
const maxNamed = 7;

/** Longest name that is shown. */
const maxName = 80;

/** Counts who wrote which lines of a report. People have the same order for all of its answers. */
export function viewAuthors(report: Report, authors: LineAuthors | null, t: Language['t']): AuthorsOf {
  if (!authors) return () => null;
  const authorOf = findAuthor(authors);
  const totals = countLines(answersOf(report), authorOf);
  const ranked = [...totals]
    .sort(([a, linesOfA], [b, linesOfB]) => linesOfB - linesOfA || a - b)
    .map(([person]) => person);
  const places = new Map(ranked.map((person, index) => [person, Math.min(index, maxNamed)]));
  const people = [...namesOf(ranked, authors.people), { name: t('authors.others'), email: '' }];
  return (texts) => {
    const counts = new Map<number, number>();
    for (const [person, lines] of countLines(texts, authorOf)) {
      const place = places.get(person) ?? maxNamed;
      counts.set(place, (counts.get(place) ?? 0) + lines);
    }
    return viewCounts(counts, people);
  };
}

/** Finds the person who wrote a line, by its number from 1. A record may claim more lines than a list has room for. */
function findAuthor({ runs }: LineAuthors): (line: number) => number | undefined {
  const lastLines = runs.map(({ from, lines }) => from + lines - 1);
  return (line) => runs[lowerBound(lastLines, line)]?.author;
}

/** Counts the lines with text by person. A line that is in two of the texts counts once. */
function countLines(
  texts: readonly Excerpt[],
  authorOf: (line: number) => number | undefined,
): ReadonlyMap<number, number> {
  const written = new Set<number>();
  for (const { markdown, origin } of texts)
    for (const [index, text] of markdown.split('\n').entries()) {
      const { line } = origin[index] ?? {};
      if (line !== undefined && text.trim() !== '') written.add(line);
    }
  const counts = new Map<number, number>();
  for (const line of written) {
    const person = authorOf(line);
    if (person !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1);
  }
  return counts;
}

type Named = Pick<AuthorView, 'name' | 'email'>;

/** The people to name, in order; two of one name are told apart by their addresses. */
function namesOf(ranked: readonly number[], people: LineAuthors['people']): readonly Named[] {
  const shown = ranked.slice(0, maxNamed).flatMap((person) => people[person] ?? []);
  return shown.map(({ name, email }) => {
    const isShared = shown.filter((other) => other.name === name).length > 1;
    return { name: (isShared || name === '' ? `${name} <${email}>` : name).trim().slice(0, maxName), email };
  });
}

function viewCounts(counts: ReadonlyMap<number, number>, people: readonly Named[]): AuthorsView | null {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, lines]) => sum + lines, 0);
  if (all === 0) return null;
  const percents = roundShares(sorted.map(([, lines]) => (lines / all) * 100));
  const unit = (lines: number): number => Math.round((lines / all) * 1000) / 10;
  let before = 0;
  return {
    lines: all,
    people: sorted.map(([place, lines], index) => {
      const from = before;
      before += lines;
      const { name, email } = people[place] ?? { name: '', email: '' };
      return {
        name,
        email,
        lines,
        percent: percents[index] ?? 0,
        place: place + 1,
        from: unit(from),
        to: unit(before),
      };
    }),
  };
}

/** Rounds percentages so that they are 100 together: up those with the largest remainders. */
function roundShares(shares: readonly number[]): readonly number[] {
  const rounded = shares.map(Math.floor);
  const rest = 100 - rounded.reduce((sum, share) => sum + share, 0);
  const byRemainder = shares.map((share, index) => ({ index, remainder: share % 1 }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, rest)) rounded[index] = (rounded[index] ?? 0) + 1;
  return rounded;
}
