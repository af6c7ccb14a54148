import { plainText } from '../parse/text/plain-text.js';
import { wordingOf } from '../parse/text/similarity.js';
import type { CohortMember } from './entry.js';
import type { AskedPrompt } from './summary.js';

/** A wording of a question, and the groups that received it. */
export interface Wording {
  readonly prompt: AskedPrompt;
  readonly groups: readonly CohortMember[];
}

/**
 * The wordings in which groups were asked a question: the template's if a report fits one, else the report's own. The
 * most frequent one comes first.
 *
 * @param members The groups that were asked it.
 */
export function wordingsOf(members: readonly CohortMember[], id: string): readonly Wording[] {
  const wordings = new Map<string, { readonly prompt: AskedPrompt; readonly groups: CohortMember[] }>();
  // Most groups have the same text.
  const keys = new Map<string, string>();
  for (const member of members) {
    const prompt = promptFor(member, id);
    if (!prompt) continue;
    const key = keys.get(prompt.text) ?? wordingOf(prompt.text);
    keys.set(prompt.text, key);
    const known = wordings.get(key);
    if (known) known.groups.push(member);
    else wordings.set(key, { prompt, groups: [member] });
  }
  return [...wordings.values()].sort((a, b) => b.groups.length - a.groups.length);
}

/** Maximum number of characters shown of a prompt where there is little space. */
const maxLength = 80;

/** The beginning of a question's prompt as plain text; empty if it is unknown. */
export function beginningOfPrompt(members: readonly CohortMember[], id: string): string {
  const text = plainText(wordingsOf(members, id)[0]?.prompt.text ?? '').replace(/\s+/g, ' ');
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/\s*\S*$/, '')} …`;
}

function promptFor({ outcome, asked }: CohortMember, id: string): AskedPrompt | undefined {
  const [shown] = asked.get(id);
  if (!shown) return undefined;
  const expected = outcome.template?.questions.get(shown.key)?.prompt;
  if (expected) return expected;
  return shown.prompt?.text === '' ? undefined : shown.prompt;
}
