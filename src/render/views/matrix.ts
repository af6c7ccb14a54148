import type { LinkView, PageView } from './page.js';
import type { PagerView } from './pager.js';
import type { TemplateCountView } from './template-count.js';

/** Data of the checklist page: a matrix of items by groups. */
export interface ChecklistPageView extends PageView {
  readonly title: string;
  /** Links to the other parts of the page; null if it is not split. */
  readonly pager: PagerView | null;
  /** Number of groups with a checklist, in all parts. */
  readonly all: number;
  /** The columns of this part: groups with a checklist. Counts of items are over all parts. */
  readonly groups: readonly ChecklistColumnView[];
  /** What all names begin with and no short name shows; empty for nothing. */
  readonly shared: string;
  /** Templates that these groups use, for a filter; empty if all use the same. */
  readonly templates: readonly TemplateCountView[];
  /** The columns of each template, side by side; empty if all groups use the same. */
  readonly editions: readonly ChecklistEditionView[];
  /** How much space a column can have. */
  readonly density: 'few' | 'some' | 'many' | 'crowd';
  /** How much space the longest short name needs. */
  readonly names: 'short' | 'long';
  readonly parts: readonly ChecklistPartView[];
  /** Number of items in all parts, including those without a row. */
  readonly items: number;
  /** Number of items without a row, because there would be too many rows. */
  readonly omitted: number;
  /** Whether any group added a note to an item. */
  readonly noted: boolean;
  /** Whether any item of any group has evidence, so that there are `evidence.csv` and `evidence.json`. */
  readonly evident: boolean;
  /** Median share of ticked items: `65 %`. */
  readonly median: string;
  /** Groups whose reports could not be read, and groups without a checklist. */
  readonly failed: readonly LinkView[];
  /** Groups on the roster that handed in nothing. */
  readonly absent: readonly LinkView[];
  readonly without: readonly LinkView[];
}

/** A column of the matrix: a group. */
export interface ChecklistColumnView {
  readonly group: string;
  /** What tells it from the other columns: `…07-kestrel`; the name itself where it is short. */
  readonly short: string;
  /** URL of the checklist on the group's own page. */
  readonly href: string;
  /** The template that the group uses; empty for none. */
  readonly template: string;
  readonly done: number;
  /** Number of items on the group's checklist. */
  readonly total: number;
  /** Height of the bar for its share, of 20. */
  readonly bar: number;
  /** How many of its items are in each state of evidence; null where none is expected or the report was not collected. */
  readonly evidence: EvidenceCountsView | null;
}

/** The columns of this part whose groups use one template. */
export interface ChecklistEditionView {
  /** Its name; empty for none. */
  readonly title: string;
  /** Number of columns. */
  readonly groups: number;
}

/** Numbers of items by what was found for them. */
export interface EvidenceCountsView {
  readonly found: number;
  readonly nothing: number;
  readonly unticked: number;
}

/** The items under one heading. */
export interface ChecklistPartView {
  /** Empty for items without a heading. */
  readonly title: string;
  readonly items: readonly ChecklistRowView[];
}

/** A row of the matrix: an item. */
export interface ChecklistRowView {
  readonly text: string;
  readonly tags: readonly string[];
  /** One per group, in the order of the page's groups. */
  readonly cells: readonly ChecklistCellView[];
  readonly done: number;
  /** Number of groups whose checklist has the item. */
  readonly total: number;
  /** Length of the bar for its share, of 40. */
  readonly bar: number;
  readonly notes: readonly ChecklistNoteView[];
  /** Of the groups of this part; none on a public site. */
  readonly evidence: readonly ChecklistEvidenceView[];
}

/** A cell of the matrix: a group's state of an item. */
export interface ChecklistCellView {
  /** `absent` where a group's checklist lacks the item. */
  readonly state: 'done' | 'open' | 'absent';
  readonly noted: boolean;
  /** Whether files speak for it: of a ticked item `found` or `nothing`, of another `unticked` if there are some; else null. */
  readonly evidence: 'found' | 'nothing' | 'unticked' | null;
}

/** What was found for an item in a group's repository. */
export interface ChecklistEvidenceView {
  readonly group: string;
  /** URL of the checklist on the group's own page. */
  readonly href: string;
  /** `found`, `nothing found`, `not ticked, but found` */
  readonly label: string;
  /** The first files; no link where the repository is not on the web. */
  readonly files: readonly { readonly path: string; readonly href: string | null }[];
  /** Number of files that are not listed. */
  readonly more: number;
}

/** A note that a group added to an item. */
export interface ChecklistNoteView {
  readonly group: string;
  readonly href: string;
  readonly note: string;
}
