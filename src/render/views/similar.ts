import type { PageView } from './page.js';

/** Data of the page of similar answers. */
export interface SimilarPageView extends PageView {
  readonly title: string;
  /** Number of groups whose answers were compared. */
  readonly groups: number;
  /** Number of pairs of groups that share passages. */
  readonly together: number;
  /** The pairs of groups that share most words, with the total over all questions, in descending order. */
  readonly summary: readonly {
    readonly names: readonly [string, string];
    /** Question names in a few characters: `7`, `1a`. */
    readonly questions: readonly { readonly short: string; readonly href: string }[];
    readonly words: number;
  }[];
  /** Pairs of answers shown in full, by shared words in descending order. */
  readonly pairs: readonly SimilarPairView[];
  /** Number of pairs that are not shown in full. */
  readonly more: number;
}

/** Two groups' answers to one question. */
export interface SimilarPairView {
  /** Its anchor. */
  readonly id: string;
  /** Null if whole reports without questions are compared. */
  readonly question: { readonly title: string; readonly href: string } | null;
  /** Number of shared words, and of the passages that contain them. */
  readonly words: number;
  readonly passages: number;
  readonly sides: readonly {
    readonly group: string;
    /** URL of the answer on the group's own page. */
    readonly href: string;
    readonly segments: readonly SegmentView[];
  }[];
}

/** A segment of an answer. */
export interface SegmentView {
  readonly text: string;
  /** Number of the shared passage that it belongs to; null if it is not shared. */
  readonly shared: number | null;
  /** Whether it is the first segment of its passage, where the number is shown. */
  readonly begins: boolean;
}
