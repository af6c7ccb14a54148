import { rankPairs } from './find-similar-answers.js';
import type { FoundPair, SimilarPair } from './types.js';

/** The pairs among the answers to one question. */
export interface PairsOfQuestion {
  readonly question: number;
  /** Those that share most, as `rankPairs` sorts them. */
  readonly best: readonly SimilarPair[];
  /** All of them in their order: the lesser group, the other one, and the words that they share. */
  readonly all: readonly number[];
}

/** Two groups with similar answers. */
export interface GroupPair {
  readonly groups: readonly [number, number];
  /** The questions, ascending. */
  readonly questions: readonly number[];
  /** Shared words, over all questions. */
  readonly words: number;
}

/** The similar answers of a cohort, as far as they are shown. */
export interface SimilarPairs {
  /** Number of pairs of answers. */
  readonly count: number;
  /** Those that share most. */
  readonly best: readonly SimilarPair[];
  /** Number of pairs of groups. */
  readonly together: number;
  /** Those that share most. */
  readonly groups: readonly GroupPair[];
}

/** Takes from the pairs among the answers to one question what `collectPairs` needs. */
export function condensePairs(question: number, pairs: readonly FoundPair[], limit: number): PairsOfQuestion {
  return {
    question,
    best: rankPairs(pairs)
      .slice(0, limit)
      .map((pair) => pair.cut()),
    all: pairs.flatMap(({ words, groups: [a, b] }) => [a, b, words]),
  };
}

/** Collects pairs question by question. A large cohort has millions of them, so that of most only numbers are kept. */
export interface PairCollector {
  readonly add: (pairs: PairsOfQuestion) => void;
  readonly collect: () => SimilarPairs;
}

/** @param limit How many pairs of answers and of groups are shown. */
export function collectPairs(limit: number): PairCollector {
  const tables: PairTable[] = [];
  const totals = new Map<number, Total>();
  let best: readonly SimilarPair[] = [];
  let count = 0;
  return {
    add: ({ question, best: some, all }) => {
      best = rankPairs([...best, ...some]).slice(0, limit);
      const table = { question, rows: Uint32Array.from(all) };
      tables.push(table);
      for (const [a, b, words] of rowsOf(table)) {
        addWords(totals, { a, b, words, place: count });
        count += 1;
      }
    },
    collect: () => {
      const ranked = [...totals.values()].sort(byRank).slice(0, limit);
      return { count, best, together: totals.size, groups: withQuestions(ranked, tables) };
    },
  };
}

interface PairTable {
  readonly question: number;
  /** As `PairsOfQuestion.all`. */
  readonly rows: Uint32Array;
}

function* rowsOf({ rows }: PairTable): Iterable<readonly [a: number, b: number, words: number]> {
  for (let at = 0; at < rows.length; at += 3) yield [rows[at] ?? 0, rows[at + 1] ?? 0, rows[at + 2] ?? 0];
}

/** What two groups share. */
interface Total {
  readonly a: number;
  readonly b: number;
  words: number;
  /** The words of the pair of answers that shares most, and its place among all pairs. */
  most: number;
  place: number;
}

function addWords(
  totals: Map<number, Total>,
  { a, b, words, place }: { readonly a: number; readonly b: number; readonly words: number; readonly place: number },
): void {
  const known = totals.get(keyOf(a, b));
  if (!known) {
    totals.set(keyOf(a, b), { a, b, words, most: words, place });
    return;
  }
  known.words += words;
  if (words <= known.most) return;
  known.most = words;
  known.place = place;
}

/** Unique for fewer than 2²⁶ groups. */
function keyOf(a: number, b: number): number {
  return a * 2 ** 26 + b;
}

/** Groups that share equally much are in the order of their best pairs of answers. */
function byRank(one: Total, other: Total): number {
  return other.words - one.words || other.most - one.most || one.place - other.place;
}

function withQuestions(ranked: readonly Total[], tables: readonly PairTable[]): readonly GroupPair[] {
  const questions = new Map(ranked.map(({ a, b }) => [keyOf(a, b), [] as number[]]));
  for (const table of tables) for (const [a, b] of rowsOf(table)) questions.get(keyOf(a, b))?.push(table.question);
  return ranked.map(({ a, b, words }) => ({
    groups: [a, b],
    questions: [...(questions.get(keyOf(a, b)) ?? [])].sort((one, other) => one - other),
    words,
  }));
}
