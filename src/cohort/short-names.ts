import { groupBy } from '../model/group-by.js';
import { shortName } from '../model/question-key.js';
import type { CohortMember } from './entry.js';
import type { JoinedQuestion } from './join-editions.js';

/** A question's name where there is little room. */
export interface ShortName {
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** What tells it from others with the same `short`, such as its edition: `2025`; empty where no other has it. */
  readonly distinction: string;
}

type NamedQuestion = Pick<JoinedQuestion, 'id' | 'label' | 'edition'>;

/** Names the questions of a cohort, in the order in which they are shown. */
export function shortNames(questions: readonly NamedQuestion[]): readonly ShortName[] {
  const shorts = questions.map(({ id, label }, index) => shortName({ key: id, label }, index + 1));
  const distinctions = new Map<number, string>();
  for (const [short, places] of groupBy(shorts.keys(), (place) => shorts[place] ?? '')) {
    if (places.length < 2) continue;
    const sharing = places.flatMap((place) => questions[place] ?? []);
    for (const [index, distinction] of distinguish(sharing, short).entries())
      distinctions.set(places[index] ?? -1, distinction);
  }
  return shorts.map((short, place) => ({ short, distinction: distinctions.get(place) ?? '' }));
}

/** A short name in a list: `7`, `2 (2025)`; the label where that holds no number. */
export function nameInList({ short, distinction, label }: ShortName & { readonly label: string }): string {
  if (!label.includes(short)) return label;
  return distinction === '' ? short : `${short} (${distinction})`;
}

/**
 * The names of questions in a group's own report, by id in the cohort and in the report's order; questions of the report
 * that would share a name have the cohort's.
 */
export function ownNames(
  { asked }: CohortMember,
  questions: readonly (ShortName & Pick<NamedQuestion, 'id' | 'label'>)[],
): ReadonlyMap<string, string> {
  const own = questions
    .flatMap((question) => {
      const [first] = asked.get(question.id);
      return first ? [{ question, first, short: shortName(first, first.index + 1) }] : [];
    })
    .sort((a, b) => a.first.index - b.first.index);
  const sharing = groupBy(own, ({ short }) => short);
  return new Map(
    own.map(({ question, first, short }) => {
      const isUnique = sharing.get(short)?.length === 1;
      return [question.id, nameInList(isUnique ? { short, distinction: '', label: first.label } : question)];
    }),
  );
}

function distinguish(questions: readonly NamedQuestion[], short: string): readonly string[] {
  const editions = questions.map(({ edition }) => edition);
  if (new Set(editions).size === editions.length) return withoutSharedWords(editions);
  // Labels of one edition may share a number: `Exercise 1` and `Question 1`.
  return questions.map(({ label }) => label.replace(short, '').trim());
}

/** Titles without the words that all of them begin and end with: `2024` and `2025` of `exam-2024` and `exam-2025`. */
function withoutSharedWords(titles: readonly string[]): readonly string[] {
  const words = titles.map((title) => title.split(/[^\p{L}\p{N}.]+/u));
  const [first = []] = words;
  const isShared = (at: number): boolean => words.every((others) => others.at(at) === first.at(at));
  const countShared = (at: (index: number) => number): number => {
    const shared = first.findIndex((_, index) => !isShared(at(index)));
    return shared < 0 ? first.length : shared;
  };
  const begin = countShared((index) => index);
  const end = countShared((index) => -1 - index);
  return titles.map((title, index) => {
    const own = words[index] ?? [];
    return own.slice(begin, own.length - end).join(' ') || title;
  });
}
