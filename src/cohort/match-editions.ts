import { similarity } from '../parse/text/similarity.js';

/** A question as one edition asks it. */
export interface EditionQuestion {
  /** Unique in the edition. */
  readonly key: string;
  /** The words that say what is asked, for comparison; none where nothing but the label is known. */
  readonly words: readonly string[];
  /** The words of its example; none where it has none. */
  readonly example: readonly string[];
}

/** Questions that the same groups were asked: a template's, or those of a report without one. */
export interface Edition {
  /** Tells its questions' ids from those of other editions: lower-case letters, digits and `-`. */
  readonly name: string;
  readonly questions: readonly EditionQuestion[];
}

/** A question of one edition or more. */
export interface MatchedQuestion {
  /** Unique in the cohort: the key in the first edition that asks it, with that edition's name where the key is taken. */
  readonly id: string;
  /** Its key in each edition that asks it, by the index of the edition. */
  readonly keys: ReadonlyMap<number, string>;
}

/**
 * Least similarity of two wordings of one question. In three editions of one course, reworded questions had 0.73 and more;
 * different questions that ask for pictures of two things had up to 0.7.
 */
const sameQuestion = 0.72;

/** The same for questions with one example, which is left as it is when a question is asked in other words: those had 0.37. */
const sameWithExample = 0.35;

/** Fewest words of an example that tells a question from others. */
const tellingExample = 8;

/** Comparisons beyond which an edition's questions are matched by equal wording only, so that none costs much time. */
const mostComparisons = 250_000;

interface Draft {
  readonly id: string;
  readonly keys: Map<number, string>;
  /** The wording that others are compared with: the first, so that small changes do not add up over editions. */
  readonly words: readonly string[];
  readonly example: string;
}

/**
 * Finds out which questions of several editions are the same, by their wording and never by their number: equal wordings
 * first, then the most similar. Questions without words are the same where their keys are, since nothing tells them apart.
 *
 * @param editions The order decides about ids, and where a question stands that the first edition does not ask.
 * @returns in the order of the first edition; a question of another stands behind the one that precedes it there
 */
export function matchEditions(editions: readonly Edition[]): readonly MatchedQuestion[] {
  const matcher = new QuestionMatcher();
  for (const [index, edition] of editions.entries()) matcher.add(edition, index);
  return matcher.questions;
}

class QuestionMatcher {
  questions: readonly Draft[] = [];
  private readonly byWording = new Map<string, Draft[]>();
  private readonly ids = new Set<string>();

  add({ name, questions }: Edition, edition: number): void {
    const matched = new Map<EditionQuestion, Draft>();
    const assign = (question: EditionQuestion, draft: Draft): void => {
      draft.keys.set(edition, question.key);
      matched.set(question, draft);
      this.remember(draft, question);
    };
    for (const question of questions) {
      const same = this.byWording.get(wordingKey(question))?.find((draft) => !draft.keys.has(edition));
      if (same) assign(question, same);
    }
    const open = questions.filter((question) => !matched.has(question));
    for (const { question, draft } of this.similarPairs(open, edition))
      if (!matched.has(question) && !draft.keys.has(edition)) assign(question, draft);
    this.insertNew(questions, { name, matched, assign });
  }

  /** Puts each question that is in no earlier edition behind the one that precedes it in its own. */
  private insertNew(
    questions: readonly EditionQuestion[],
    { name, matched, assign }: { name: string; matched: ReadonlyMap<EditionQuestion, Draft>; assign: Assign },
  ): void {
    let previous: Draft | undefined;
    const behind = new Map<Draft | undefined, Draft[]>();
    for (const question of questions) {
      const known = matched.get(question);
      if (known) {
        previous = known;
        continue;
      }
      const draft: Draft = {
        id: this.freeId(question.key, name),
        keys: new Map(),
        words: question.words,
        example: exampleOf(question),
      };
      const place = behind.get(previous) ?? [];
      behind.set(previous, place);
      place.push(draft);
      assign(question, draft);
    }
    if (behind.size === 0) return;
    this.questions = [undefined, ...this.questions].flatMap((draft) => [
      ...(draft ? [draft] : []),
      ...(behind.get(draft) ?? []),
    ]);
  }

  /** Pairs that are similar enough, the most similar first; of equals, in the order of the edition. */
  private similarPairs(
    open: readonly EditionQuestion[],
    edition: number,
  ): readonly { readonly question: EditionQuestion; readonly draft: Draft }[] {
    const free = this.questions.filter(({ keys }) => !keys.has(edition));
    if (open.length * free.length > mostComparisons) return [];
    return open
      .flatMap((question) => {
        const example = exampleOf(question);
        return free.map((draft) => {
          const least = example !== '' && example === draft.example ? sameWithExample : sameQuestion;
          return { question, draft, least, score: similarity(question.words, draft.words) };
        });
      })
      .filter(({ score, least }) => score >= least)
      .sort((a, b) => b.score - a.score);
  }

  private remember(draft: Draft, question: EditionQuestion): void {
    const wording = wordingKey(question);
    const known = this.byWording.get(wording);
    if (!known) this.byWording.set(wording, [draft]);
    else if (!known.includes(draft)) known.push(draft);
  }

  private freeId(key: string, name: string): string {
    let id = key;
    for (let attempt = 1; this.ids.has(id); attempt += 1)
      id = attempt === 1 ? `${key}-${name}` : `${key}-${name}-${attempt}`;
    this.ids.add(id);
    return id;
  }
}

type Assign = (question: EditionQuestion, draft: Draft) => void;

/** An example for comparison; empty where it is too short to tell a question from others. */
function exampleOf({ example }: EditionQuestion): string {
  return example.length < tellingExample ? '' : example.join(' ');
}

/** Equal for equal wordings; for questions without words, for equal keys. Words hold no `#`. */
function wordingKey({ key, words }: EditionQuestion): string {
  return words.length > 0 ? words.join(' ') : `#${key}`;
}
