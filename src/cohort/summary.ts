import type { CollectRecord } from '../model/collected.js';
import type { RuleName } from '../model/diagnostic.js';
import type { Prompt } from '../model/report.js';
import type { ProblemCount, ReportProgress } from '../model/report-progress.js';
import type { SafeHtml } from '../render/safe-html.js';
import type { QuestionStatus } from '../render/views/cohort.js';
import type { ChecklistView, QuestionView } from '../render/views/report.js';
import type { ItemEvidence } from './evidence.js';

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
  /** The rules that found something, sorted by name. */
  readonly rules: readonly RuleName[];
  readonly checklist: Pick<ChecklistView, 'done' | 'total'> & { readonly groups: readonly ItemGroup[] };
  /** All questions on the report's page, including missing ones. */
  readonly questions: readonly QuestionSummary[];
  /** The bytes of the readable text of a report that has no questions and is shown as a whole; else null. */
  readonly whole: { readonly textBytes: number } | null;
  /** The commit that it was collected from; null where it was not. */
  readonly origin: Pick<CollectRecord, 'repository' | 'commit'> | null;
  /** Digest of its texts. */
  readonly texts: string;
  /** Digest of those of them that the group did not write itself. */
  readonly given: string;
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
  /** Files that speak for it; absent where none are expected, or the report was not collected. */
  readonly evidence?: ItemEvidence;
}

/** What a prompt asks. Where it stands is left out, so that groups with the same prompt have the same value. */
export type AskedPrompt = Pick<Prompt, 'text' | 'length' | 'example'>;

/** A question of a report without its texts. */
export interface QuestionSummary
  extends Pick<
    QuestionView,
    'id' | 'key' | 'label' | 'title' | 'statusLabel' | 'words' | 'characters' | 'figures' | 'authors' | 'problems'
  > {
  /** Its index among the questions on the report's page. */
  readonly index: number;
  readonly status: QuestionStatus;
  /** The title of its section. */
  readonly section: string;
  /** The prompt in the report itself; absent if it has none, or if the report's template has the question. */
  readonly prompt?: AskedPrompt;
  /** Digest of its content: see `QuestionContent`. */
  readonly content: string;
  /** Bytes of its answer as HTML, without images inside it. */
  readonly htmlBytes: number;
  /** Digest and bytes of its answer as readable text. */
  readonly text: string;
  readonly textBytes: number;
}

/** What the page of all groups' answers shows of a question: HTML, null where there is nothing to show. */
export interface QuestionContent {
  readonly answer: SafeHtml | null;
  /** The prompt of the template if it has the question, else that of the report; ids begin with `<id>-prompt`. */
  readonly prompt: SafeHtml | null;
  /** Ids begin with `<id>-example`. */
  readonly example: SafeHtml | null;
  /** Digests of the answer's source, to which marks refer: see `answerDigest`, and that of version 0.1.0. */
  readonly digest: string;
  readonly formerDigest: string;
}

/** The readable texts of a report, for search and comparison. */
export interface ReportTexts {
  /** The answers, by the index of their question. */
  readonly answers: readonly string[];
  /** That of a report that is shown as a whole; else empty. */
  readonly whole: string;
  /** What the group did not write itself: prompts, examples, headings, items of the checklist. */
  readonly given: readonly string[];
}

/** The texts of a report that has none. */
export const noTexts: ReportTexts = { answers: [], whole: '', given: [] };

/** What the pages over all groups show of a report. */
export interface ReportContent {
  /** By the index of the question. */
  readonly questions: readonly QuestionContent[];
  readonly texts: ReportTexts;
}

/** Reads what the pages over all groups show of a report when they show it. */
export interface ContentReader {
  /** By the index of the question. */
  readonly question: (index: number) => Promise<QuestionContent>;
  readonly texts: () => Promise<ReportTexts>;
}
