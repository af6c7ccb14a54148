import { similarity } from '../parse/text/similarity.js';

/** A question in one edition. */
export interface EditionQuestion {
  /** Unique in the edition. */
  readonly key: string;
  /** The words of its prompt, for comparison; empty if only its label is known. */
  readonly words: readonly string[];
  /** The words of its example; empty if it has none. */
  readonly example: readonly string[];
}

/** A set of questions that the same groups were asked: a template's, or those of a report without one. */
export interface Edition {
  /** Suffix that distinguishes its questions' ids from those of other editions: lower-case letters, digits and `-`. */
  readonly name: string;
  readonly questions: readonly EditionQuestion[];
}

/** A question of one or more editions. */
export interface MatchedQuestion {
  /**
   * Unique in the cohort: the key in the first edition that asks it, with the edition's name as suffix if the key is
   * taken.
   */
  readonly id: string;
  /** Its key in each edition that asks it, by the index of the edition. */
  readonly keys: ReadonlyMap<number, string>;
}

/**
 * Minimum similarity of two wordings of the same question. Measured on three editions of one course: reworded questions
 * had 0.73 and more, different questions that ask for pictures of two things up to 0.7.
 */
const minSimilarity = 0.72;

/**
 * The same for questions with equal examples, since examples are usually kept when a question is reworded: those had
 * 0.37.
 */
const minSimilarityWithExample = 0.35;

/** Minimum length of an example that identifies a question. */
const minExampleWords = 8;

/**
 * Beyond this number of comparisons an edition's questions are matched by equal wording only, which bounds the run
 * time.
 */
const maxComparisons = 250_000;

interface Draft {
  readonly id: string;
  readonly keys: Map<number, string>;
  /** The wording that others are compared with: the first, so that small changes do not accumulate over editions. */
  readonly words: readonly string[];
  readonly example: string;
}

/**
 * Matches the questions of several editions by wording, never by number: equal wordings first, then the most similar.
 * Questions without words are matched by key, since nothing else distinguishes them.
 *
 * @param editions The first edition determines ids and order.
 * @returns in the order of the first edition; a question of another comes after its predecessor there
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

  /** Inserts each question that no earlier edition has after its predecessor in its own edition. */
  private insertNew(
    questions: readonly EditionQuestion[],
    { name, matched, assign }: { name: string; matched: ReadonlyMap<EditionQuestion, Draft>; assign: Assign },
  ): void {
    let previous: Draft | undefined;
    const insertAfter = new Map<Draft | undefined, Draft[]>();
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
      const place = insertAfter.get(previous) ?? [];
      insertAfter.set(previous, place);
      place.push(draft);
      assign(question, draft);
    }
    if (insertAfter.size === 0) return;
    this.questions = [undefined, ...this.questions].flatMap((draft) => [
      ...(draft ? [draft] : []),
      ...(insertAfter.get(draft) ?? []),
    ]);
  }

  /** Pairs above the minimum similarity, the most similar first; equal ones in the order of the edition. */
  private similarPairs(
    open: readonly EditionQuestion[],
    edition: number,
  ): readonly { readonly question: EditionQuestion; readonly draft: Draft }[] {
    const free = this.questions.filter(({ keys }) => !keys.has(edition));
    if (open.length * free.length > maxComparisons) return [];
    return open
      .flatMap((question) => {
        const example = exampleOf(question);
        return free.map((draft) => {
          const least = example !== '' && example === draft.example ? minSimilarityWithExample : minSimilarity;
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

/** The example for comparison; empty if it is too short to identify a question. */
function exampleOf({ example }: EditionQuestion): string {
  return example.length < minExampleWords ? '' : example.join(' ');
}

/** Equal for equal wordings; for questions without words, for equal keys. Words never contain `#`. */
function wordingKey({ key, words }: EditionQuestion): string {
  return words.length > 0 ? words.join(' ') : `#${key}`;
}
