import type { QuestionKey } from '../model/question-key.js';
import type { Template } from '../parse/template/template.js';
import type { QuestionStatus } from '../render/views/cohort.js';
import type { ContentReader, GroupSummary, QuestionSummary } from './summary.js';

/** A group, as input for the pages over all groups. */
export interface CohortEntry {
  readonly group: string;
  readonly slug: string;
  /** Its page, relative to the site's root. */
  readonly href: string;
  /** Its report, or a sentence that says why it could not be read. */
  readonly outcome: ReadEntry | { readonly failure: string; readonly absent?: true };
}

/** A report that could be read. */
export interface ReadEntry {
  readonly summary: GroupSummary;
  /** The template that the report fits, if any. */
  readonly template?: Template;
  readonly content: ContentReader;
}

/** A group whose report could be read. */
export type ReadCohortEntry = CohortEntry & { readonly outcome: ReadEntry };

/** A group whose report could be read, with the cohort's questions that it was asked. */
export interface CohortMember extends ReadCohortEntry {
  /** The questions as its page shows them; several of one id where a report has one twice. */
  readonly asked: AskedQuestions;
}

/** Filters the groups whose reports could be read. */
export function readEntries(entries: readonly CohortEntry[]): readonly ReadCohortEntry[] {
  return entries.filter((entry): entry is ReadCohortEntry => 'summary' in entry.outcome);
}

/**
 * The questions of a report by their ids in the cohort. Reports that have the same questions in the same order share all
 * but the questions: a map with a list for each takes as much memory as all else that is known of a report.
 */
export class AskedQuestions {
  constructor(
    private readonly questions: readonly QuestionSummary[],
    /** Indexes of the questions with an id. */
    private readonly places: ReadonlyMap<string, readonly number[]>,
  ) {}

  has(id: string): boolean {
    return this.places.has(id);
  }

  /** The questions with an id, in the order of the page; none where the report was not asked it. */
  get(id: string): readonly QuestionSummary[] {
    return (this.places.get(id) ?? []).flatMap((place) => this.questions[place] ?? []);
  }

  *[Symbol.iterator](): Iterator<readonly [id: string, questions: readonly QuestionSummary[]]> {
    for (const id of this.places.keys()) yield [id, this.get(id)];
  }
}

/** Makes the function that groups the questions of reports by their ids in the cohort. */
export function openAskedQuestions(): (entry: ReadEntry, ids: ReadonlyMap<QuestionKey, string>) => AskedQuestions {
  const known = new Map<string, ReadonlyMap<string, readonly number[]>>();
  return ({ summary: { questions } }, ids) => {
    const asked = questions.map(({ key }) => ids.get(key));
    const sequence = JSON.stringify(asked);
    const places = known.get(sequence) ?? placesById(asked);
    known.set(sequence, places);
    return new AskedQuestions(questions, places);
  };
}

function placesById(asked: readonly (string | undefined)[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, id] of asked.entries()) {
    if (id === undefined) continue;
    const same = places.get(id);
    if (same) same.push(place);
    else places.set(id, [place]);
  }
  return places;
}

/** The status of each question that a group was asked, by id; a duplicate question counts as answered if either is. */
export function statusById({ asked }: CohortMember): ReadonlyMap<string, QuestionStatus> {
  return new Map(
    [...asked].map(([id, questions]) => {
      const states = questions.map(({ status }) => status);
      return [id, states.includes('answered') ? 'answered' : (states[0] ?? 'missing')] as const;
    }),
  );
}
