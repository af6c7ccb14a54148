import type { Prompt } from '../model/report.js';
import type { ProblemCount, ReportProgress } from '../model/report-progress.js';
import type { SafeHtml } from '../render/safe-html.js';
import type { QuestionStatus } from '../render/views/cohort.js';
import type { ChecklistView, QuestionView } from '../render/views/report.js';

/**
 * What the pages over all groups know of a report without reading its answers: a few kilobytes of plain data, so that
 * those of all groups fit into memory.
 */
export interface GroupSummary {
  readonly title: string;
  /** The name of the template that the report fits; null for none. */
  readonly template: string | null;
  /** Whether a template says which questions the report should have. */
  readonly compared: boolean;
  readonly progress: ReportProgress;
  readonly problems: ProblemCount;
  readonly checklist: Pick<ChecklistView, 'done' | 'total'> & { readonly groups: readonly ItemGroup[] };
  /** All questions on the report's page, including missing ones. */
  readonly questions: readonly QuestionSummary[];
  /** Whether the report has no questions and is shown as a whole. */
  readonly whole: boolean;
  /** Digest of the readable texts in its content. */
  readonly texts: string;
}

/** The items under one heading of a checklist. */
export interface ItemGroup {
  readonly title: string;
  readonly items: readonly ItemSummary[];
}

/** An item of a checklist. */
export interface ItemSummary {
  /** Without markup. */
  readonly text: string;
  readonly done: boolean;
  readonly tags: readonly string[];
  readonly note: string | null;
}

/** A question of a report without its texts. */
export interface QuestionSummary
  extends Pick<
    QuestionView,
    'id' | 'key' | 'label' | 'title' | 'statusLabel' | 'words' | 'characters' | 'figures' | 'problems'
  > {
  /** Its index among the questions on the report's page. */
  readonly index: number;
  readonly status: QuestionStatus;
  /** The title of its section. */
  readonly section: string;
  /** The prompt in the report itself; absent if it has none, or if the report's template has the question. */
  readonly prompt?: Prompt;
  /** Digests of the answer's source: see `answerDigest`, and that of version 0.1.0. */
  readonly digest: string;
  readonly formerDigest: string;
  /** Digest of its content. */
  readonly content: string;
}

/** The texts of a question, for the page of all groups' answers to it; null where there is nothing to show. */
export interface QuestionContent {
  readonly answer: SafeHtml | null;
  /** The prompt of the template if it has the question, else that of the report; ids begin with `<id>-prompt`. */
  readonly prompt: SafeHtml | null;
  /** Ids begin with `<id>-example`. */
  readonly example: SafeHtml | null;
  /** The answer as readable text. */
  readonly text: string;
}

/** The texts of a report, for the pages over all groups. */
export interface ReportContent {
  /** By their index. */
  readonly questions: readonly QuestionContent[];
  /** The readable text of a report that is shown as a whole; else empty. */
  readonly whole: string;
  /** Readable texts that the group did not write itself: prompts, examples, headings, items of the checklist. */
  readonly given: readonly string[];
}

/** The texts of a report that has none. */
export const noContent: ReportContent = { questions: [], whole: '', given: [] };

/** Reads the texts of a report when they are needed. */
export interface ContentReader {
  /** By the index of the question. */
  readonly question: (index: number) => Promise<QuestionContent>;
  readonly all: () => Promise<ReportContent>;
}
