/** What one group wrote to one question. */
export interface GroupAnswer {
  readonly group: number;
  /** Answers are compared with those of the same number; pairs that share equally much are in its order. */
  readonly question: number;
  /** As a reader sees it: without markup, paragraphs separated by blank lines, code included. */
  readonly text: string;
}

export interface SimilarInput {
  readonly answers: readonly GroupAnswer[];
  /**
   * Text that every group was given, for all questions: prompts, examples, length lines, placeholders, section texts.
   * None of it counts, whichever question it stands under: people quote prompts under other questions.
   */
  readonly given: readonly string[];
}

/** A piece of an answer. */
export interface Segment {
  readonly text: string;
  /** The passage that it is part of, from 1, the same number on both sides; null where nothing is shared. */
  readonly shared: number | null;
}

export interface SimilarSide {
  readonly group: number;
  /** The whole answer in order; joined they are its text. Words that differ inside a passage are not marked. */
  readonly segments: readonly Segment[];
}

/** Two groups' answers to one question that share passages. */
export interface SimilarPair {
  readonly question: number;
  /** Shared words that count, over all passages; `countedWords` and `given` say which do not. */
  readonly words: number;
  /** The lesser group first; passages are numbered in the order of its answer. */
  readonly sides: readonly [SimilarSide, SimilarSide];
}

/** A pair before its answers are cut into segments: a large cohort has many pairs, and few of them are shown. */
export interface FoundPair extends Pick<SimilarPair, 'question' | 'words'> {
  /** The lesser group first. */
  readonly groups: readonly [number, number];
  readonly cut: () => SimilarPair;
}
