import type { SafeHtml } from '../../render/safe-html.js';
import { scriptJson } from '../../render/script-json.js';
import type { Cohort } from '../cohort.js';
import { shortHash } from '../short-hash.js';

/** What the script that keeps marks has to know of the whole site. */
interface GradingData {
  /** The cohort that marks are kept under. Pages of other sites share the browser's storage, as all files on disk do. */
  readonly cohort: string;
  /** Another cohort that this one may have been: its identity before `site.id` was configured. */
  readonly derived: string;
  readonly title: string;
  /** Names of the groups by slug. */
  readonly groups: Readonly<Record<string, string>>;
  readonly questions: readonly {
    readonly key: string;
    readonly label: string;
    /** The most points that a mark may give; null where marks may be any text. */
    readonly points: number | null;
  }[];
  /** What version 0.1.0 kept marks under. */
  readonly former: {
    readonly id: string;
    /** Its digests of this page's answers, by their anchors, where they differ from those of today. */
    readonly digests: Readonly<Record<string, string>>;
  };
}

/** An answer of the page, as a mark refers to it. */
export interface MarkedAnswer {
  /** Its anchor on the page. */
  readonly id: string;
  readonly digest: string;
  readonly markdown: string;
}

/** The cohort's identity, its groups and its questions, for the script of a question's page. */
export function gradingData(
  { id, site: { title }, members, questions }: Cohort,
  answers: readonly MarkedAnswer[],
): SafeHtml {
  const slugs = members.map(({ slug }) => slug).sort();
  const formerDigests = answers
    .map(({ id: anchor, digest, markdown }) => [anchor, digest, shortHash(markdown)] as const)
    .filter(([, digest, former]) => digest !== former);
  const data: GradingData = {
    cohort: id.id,
    derived: id.derived,
    title,
    groups: Object.fromEntries(members.map(({ slug, group }) => [slug, group])),
    questions: questions.map(({ id: key, label, points }) => ({ key, label, points })),
    former: {
      id: shortHash([title, ...slugs].join('\n')),
      digests: Object.fromEntries(formerDigests.map(([anchor, , former]) => [anchor, former])),
    },
  };
  return scriptJson(data);
}
