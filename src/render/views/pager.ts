/** Where a page is among the parts that a long page is split into. */
export interface PagerView {
  /** Number of groups, or of answers, in all parts. */
  readonly of: number;
  /** All parts, this one included. */
  readonly parts: readonly PartLinkView[];
  readonly current: PartLinkView;
  readonly previous: PartLinkView | null;
  readonly next: PartLinkView | null;
}

/** A link to a part. */
export interface PartLinkView {
  readonly href: string;
  /** Numbers of its first and its last item, from 1. */
  readonly from: number;
  readonly to: number;
  /** Names of the groups of these two. */
  readonly first: string;
  readonly last: string;
  readonly current: boolean;
}
