import type { PageView } from './page.js';

/** What the page of similar answers receives. */
export interface SimilarPageView extends PageView {
  readonly title: string;
  /** Groups whose answers were compared. */
  readonly groups: number;
  /** Pairs of groups that share something. */
  readonly together: number;
  /** Those that share most, with all that their answers share, most first. */
  readonly summary: readonly {
    readonly names: readonly [string, string];
    /** With a few characters for each: `7`, `1a`. */
    readonly questions: readonly { readonly short: string; readonly href: string }[];
    readonly words: number;
  }[];
  /** Those shown in full, most shared words first. */
  readonly pairs: readonly SimilarPairView[];
  /** Pairs that are not shown in full. */
  readonly more: number;
}

/** Two groups' answers to one question. */
export interface SimilarPairView {
  /** Its anchor. */
  readonly id: string;
  /** Null where whole reports are compared, which have no questions. */
  readonly question: { readonly title: string; readonly href: string } | null;
  /** Shared words, and the passages that they stand in. */
  readonly words: number;
  readonly passages: number;
  readonly sides: readonly {
    readonly group: string;
    /** The answer on the group's own page. */
    readonly href: string;
    readonly segments: readonly SegmentView[];
  }[];
}

/** A piece of an answer. */
export interface SegmentView {
  readonly text: string;
  /** The passage that it is part of; null where nothing is shared. */
  readonly shared: number | null;
  /** Whether the passage begins here: there its number is shown. */
  readonly begins: boolean;
}
