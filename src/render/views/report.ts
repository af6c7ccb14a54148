import type { RuleName, Severity } from '../../model/diagnostic.js';
import type { QuestionKey } from '../../model/question-key.js';
import type { AnswerStatus } from '../../model/report.js';
import type { ReportProgress } from '../../model/report-progress.js';
import type { SafeHtml } from '../safe-html.js';
import type { PageView } from './page.js';

/**
 * The complete data of a report's layout. Strings are untrusted text that the template engine escapes; `SafeHtml` is
 * inserted unescaped. An absent value is `null`, never undefined, because layouts treat undefined names as errors.
 */
export interface ReportView extends PageView {
  /** The group's name. */
  readonly group: string;
  readonly slug: string;
  /** The report's own first heading. */
  readonly title: string;
  readonly progress: ReportProgress;
  readonly checklist: ChecklistView;
  /** The text above the checklist, usually the template's instructions; shown collapsed. */
  readonly preamble: SafeHtml | null;
  /** Its heading, which mentions the template only if there is one. */
  readonly preambleTitle: string;
  readonly sections: readonly SectionView[];
  /** The whole text of a report without recognised questions; null if there are questions. */
  readonly body: BodyView | null;
  /** Problems of the report as a whole, which belong to no question. */
  readonly problems: readonly ProblemView[];
  readonly problemCount: { readonly errors: number; readonly warnings: number };
  /** What the group still has to do. */
  readonly todo: {
    /** Questions without an answer. */
    readonly open: readonly QuestionPlace[];
    /** Answered questions with problems. */
    readonly flawed: readonly QuestionPlace[];
    /** Number of checklist items that are not ticked. */
    readonly items: number;
  };
  /** A sentence that names the template that the report was compared with; null if there was none. */
  readonly templateNote: string | null;
  /** The commit that the report was collected from; null if it was not collected. */
  readonly origin: OriginView | null;
  /** Who wrote the lines of all answers; null where it is not recorded, and on a public site. */
  readonly authors: AuthorsView | null;
}

/** Who wrote the lines of an answer or of all answers, as `git blame` says; blank lines do not count. */
export interface AuthorsView {
  readonly lines: number;
  /** In the order of all answers together, those with most lines first. */
  readonly people: readonly AuthorView[];
}

/** Somebody who wrote lines; beyond a few people, all others together. */
export interface AuthorView {
  readonly name: string;
  /** Empty for all others. */
  readonly email: string;
  readonly lines: number;
  /** Percentage of the lines: a whole number, 0 for less than half a percent. Together they are 100. */
  readonly percent: number;
  /** The person's place among all who wrote answers of the report, from 1. */
  readonly place: number;
  /** Where the person's part of a bar of 100 units begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** The commit that a report was collected from. */
export interface OriginView {
  /** Its address without scheme; of a folder or ZIP file, its path. */
  readonly repository: string;
  readonly repositoryHref: string | null;
  /** Full hexadecimal name of the commit, and its beginning; null if the source is no repository. */
  readonly commit: string | null;
  readonly short: string | null;
  readonly commitHref: string | null;
  /** The committer's date, ISO 8601. */
  readonly date: string | null;
  /** The same in the language of the page. */
  readonly dateText: string | null;
  /** How it was chosen, and what is remarkable about it; sentences, none on a public site. */
  readonly notes: readonly string[];
}

/** A link to a question of this page. */
export interface QuestionPlace {
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** `#q7` */
  readonly href: string;
}

/** The checklist of a report. */
export interface ChecklistView {
  readonly title: string;
  readonly done: number;
  readonly total: number;
  readonly intro: SafeHtml | null;
  readonly groups: readonly {
    readonly title: string;
    readonly done: number;
    readonly total: number;
    readonly items: readonly {
      readonly html: SafeHtml;
      readonly done: boolean;
      readonly tags: readonly string[];
      readonly note: string | null;
    }[];
  }[];
}

/** A section with its questions. */
export interface SectionView {
  readonly id: string;
  /** Empty for questions without a section heading. */
  readonly title: string;
  readonly intro: SafeHtml | null;
  readonly questions: readonly QuestionView[];
}

/** The text of a report without recognised questions. */
export interface BodyView {
  readonly html: SafeHtml | null;
  /** Its headings, for the table of contents. */
  readonly headings: readonly { readonly title: string; readonly level: number; readonly href: string }[];
}

/** A question with its answer. */
export interface QuestionView {
  /** The anchor: `q7`. */
  readonly id: string;
  readonly key: QuestionKey;
  /** `Question 7`, without the rest of the heading. */
  readonly label: string;
  /** A few characters: `7`, `1a`. */
  readonly short: string;
  /** The complete heading: `Question 7 (Ada)`. */
  readonly title: string;
  /** Whether the heading contains more than `short`. */
  readonly named: boolean;
  readonly status: AnswerStatus | 'missing';
  /** The status as a word: `Answered`, `Unanswered`, `Missing`. */
  readonly statusLabel: string;
  /** The prompt; null if neither report nor template has it. */
  readonly prompt: SafeHtml | null;
  readonly length: string | null;
  readonly example: SafeHtml | null;
  readonly answer: SafeHtml | null;
  readonly words: MeasureView;
  /** Instead of words, where their number is limited, as in Chinese; else null. */
  readonly characters: MeasureView | null;
  readonly figures: MeasureView;
  /** Who wrote the answer; null where it is not recorded, without an answer, and on a public site. */
  readonly authors: AuthorsView | null;
  readonly problems: readonly ProblemView[];
}

/** A count and its limits. */
export interface MeasureView {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  /** `free` if there is no limit. */
  readonly state: 'ok' | 'low' | 'high' | 'free';
  /** The range in words: `100–200`, `at least 3`, `up to 200`, `1`; empty if there is no limit. */
  readonly range: string;
}

/** A problem, shown as a note. */
export interface ProblemView {
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly message: string;
  /** Lines in the report's README, ascending; equal problems on several lines are merged. */
  readonly lines: readonly number[];
  readonly suggestion: string | null;
  /** Where it is, if that has to be said: nothing for what stands beside its question. */
  readonly where: readonly ProblemPlaceView[];
  /** Lines that its message mentions and that lie in a question. */
  readonly mentioned: readonly ProblemPlaceView[];
}

/** A line of a report's README, and where that is on the page. */
export interface ProblemPlaceView {
  readonly line: number;
  /** The label of the question that it lies in; null for none, and where it is clear. */
  readonly question: string | null;
  /** URL of that question; null on pages of other groups. */
  readonly href: string | null;
  /** URL that opens the line in an editor; null outside the preview. */
  readonly editor: string | null;
}

/** Data of the page of a report that could not be built. */
export interface FailureView extends PageView {
  readonly group: string;
  /** Nothing was handed in, so that there is no file either. */
  readonly absent: boolean;
  /** The error, one sentence. */
  readonly reason: string;
  /** What to do about it, one sentence. */
  readonly advice: string;
  /** Who has to do it: `group`, `staff` or `makers` (of this program). */
  readonly responsible: 'group' | 'staff' | 'makers';
  /** The file, as the user named it. */
  readonly path: string;
}

/** Data of the start page of a site with a single report. */
export interface StartView extends PageView {
  readonly group: string;
  /** URL of the report's page. */
  readonly href: string;
}

/** Data of the 404 page. */
export interface NotFoundView extends PageView {
  /** Absolute URL of the start page; null if it is unknown. */
  readonly homeHref: string | null;
}
