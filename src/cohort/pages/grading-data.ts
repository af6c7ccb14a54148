import { createHash } from 'node:crypto';
import { numberOrKey, type QuestionNumber } from '../../model/question-key.js';
import type { SafeHtml } from '../../render/safe-html.js';
import { scriptJson } from '../../render/script-json.js';
import type { Cohort } from '../cohort.js';

/** What the script that keeps marks has to know of the whole site. */
interface GradingData {
  /** Tells this site from others whose pages share the browser's storage, as all files opened from disk do. */
  readonly site: string;
  readonly title: string;
  /** Names of the groups by slug. */
  readonly groups: Readonly<Record<string, string>>;
  readonly questions: readonly QuestionNumber[];
}

/** The site's identity, its groups and its questions, for the script of a question's page. */
export function gradingData({ site: { title }, read, questions }: Cohort): SafeHtml {
  const slugs = read.map(({ slug }) => slug).sort();
  const data: GradingData = {
    site: shortHash([title, ...slugs].join('\n')),
    title,
    groups: Object.fromEntries(read.map(({ slug, group }) => [slug, group])),
    questions: questions.map(({ number }) => numberOrKey(number)),
  };
  return scriptJson(data);
}

/** The first 16 hexadecimal digits of a SHA-256: enough that no two of some thousand texts share them. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
