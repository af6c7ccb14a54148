import type { SafeHtml } from '../../render/safe-html.js';
import { scriptJson } from '../../render/script-json.js';
import type { Cohort } from '../cohort.js';
import { shortHash } from '../short-hash.js';
import type { QuestionContent } from '../summary.js';

/** The data that the grading script needs of the whole site. */
interface GradingData {
  /** The id under which marks are stored. Pages of other sites share the browser's storage, as all `file:` pages do. */
  readonly cohort: string;
  /** The cohort's id before `site.id` was configured. */
  readonly derived: string;
  readonly title: string;
  /** Group names by slug. */
  readonly groups: Readonly<Record<string, string>>;
  readonly questions: readonly {
    readonly key: string;
    readonly label: string;
    /** Maximum points; null if marks may be any text. */
    readonly points: number | null;
  }[];
  /** The keys under which version 0.1.0 stored marks. */
  readonly former: {
    readonly id: string;
    /** Its digests of this page's answers, by their anchors, if they differ from the current ones. */
    readonly digests: Readonly<Record<string, string>>;
  };
  /** Where the answers to the question are, if its page is split: the anchors in each part, separated by spaces. */
  readonly parts?: readonly { readonly href: string; readonly answers: string }[];
}

/** An answer of the page, as marks refer to it. */
export interface MarkedAnswer extends Pick<QuestionContent, 'digest' | 'formerDigest'> {
  /** Its anchor on the page. */
  readonly anchor: string;
}

/** The answers to a question. */
interface QuestionAnswers {
  /** Those of the page. */
  readonly answers: readonly MarkedAnswer[];
  /** The parts of the page, with the anchors of the answers in each; empty if it is not split. */
  readonly parts: readonly { readonly href: string; readonly answers: readonly string[] }[];
}

/** The data for the grading script on a question's page, as JSON. */
export function gradingData(
  { id, site: { title }, members, questions }: Cohort,
  { answers, parts }: QuestionAnswers,
): SafeHtml {
  const slugs = members.map(({ slug }) => slug).sort();
  const formerDigests = answers
    .filter(({ digest, formerDigest }) => digest !== formerDigest)
    .map(({ anchor, formerDigest }) => [anchor, formerDigest] as const);
  const data: GradingData = {
    cohort: id.id,
    derived: id.derived,
    title,
    groups: Object.fromEntries(members.map(({ slug, group }) => [slug, group])),
    questions: questions.map(({ id: key, label, points }) => ({ key, label, points })),
    former: {
      id: shortHash([title, ...slugs].join('\n')),
      digests: Object.fromEntries(formerDigests),
    },
    ...(parts.length > 0
      ? { parts: parts.map(({ href, answers: anchors }) => ({ href, answers: anchors.join(' ') })) }
      : {}),
  };
  return scriptJson(data);
}
