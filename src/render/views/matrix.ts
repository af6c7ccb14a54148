import type { LinkView, PageView } from './page.js';
import type { TemplateCountView } from './template-count.js';

/** What the page of the checklist receives: items by groups. */
export interface ChecklistPageView extends PageView {
  readonly title: string;
  /** The columns: groups that have a checklist. */
  readonly groups: readonly ChecklistColumnView[];
  /** Templates that these groups fill in, for a filter; none where all fill in one. */
  readonly templates: readonly TemplateCountView[];
  /** How much room a column can have. */
  readonly density: 'few' | 'some' | 'many' | 'crowd';
  /** How much room the longest name of a group needs. */
  readonly names: 'short' | 'long';
  readonly parts: readonly ChecklistPartView[];
  /** Items in all parts. */
  readonly items: number;
  /** Whether any group added a note to an item. */
  readonly noted: boolean;
  /** The share of its items that the middle group ticked: `65 %`. */
  readonly median: string;
  /** Groups whose reports could not be read, and groups that have no checklist. */
  readonly failed: readonly LinkView[];
  readonly without: readonly LinkView[];
}

export interface ChecklistColumnView {
  readonly group: string;
  /** The checklist on the group's own page. */
  readonly href: string;
  /** The template that the group fills in; empty for none. */
  readonly template: string;
  readonly done: number;
  /** Items on the group's list. */
  readonly total: number;
  /** How high the bar of its share is, of 20. */
  readonly bar: number;
}

export interface ChecklistPartView {
  /** Empty for items that stand under no heading of their own. */
  readonly title: string;
  readonly items: readonly ChecklistRowView[];
}

export interface ChecklistRowView {
  readonly text: string;
  readonly tags: readonly string[];
  /** By group, in the order of the page's groups. */
  readonly cells: readonly ChecklistCellView[];
  readonly done: number;
  /** Groups whose checklist has the item. */
  readonly total: number;
  /** How long the bar of its share is, of 40. */
  readonly bar: number;
  readonly notes: readonly ChecklistNoteView[];
}

export interface ChecklistCellView {
  /** `absent` where a group's checklist lacks the item. */
  readonly state: 'done' | 'open' | 'absent';
  readonly noted: boolean;
}

/** What a group added behind an item. */
export interface ChecklistNoteView {
  readonly group: string;
  readonly href: string;
  readonly note: string;
}
