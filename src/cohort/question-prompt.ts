import { greatest } from '../model/extremes.js';
import type { Prompt } from '../model/report.js';
import { questionsOf } from '../model/report.js';
import { plainText } from '../parse/plain-text.js';
import type { QuestionPageView } from '../render/views/cohort.js';
import type { ReadCohortEntry } from './entry.js';

/** What a question asks, as most of the reports have it: the template's words where reports fit one. */
export function findPrompt(
  entries: readonly ReadCohortEntry[],
  number: number,
): Pick<QuestionPageView, 'prompt' | 'length' | 'example'> {
  const chosen = choosePrompt(entries, number);
  if (!chosen) return { prompt: null, length: null, example: null };
  const { prompt, render } = chosen;
  return {
    prompt: render(prompt.text, 'question-prompt'),
    length: prompt.length ?? null,
    example: render(prompt.example, 'question-example'),
  };
}

/** Most characters of a question that are told where there is room for its number only. */
const maxLength = 80;

/** The beginning of what a question asks, as plain text; empty when nothing says it. */
export function beginningOfPrompt(entries: readonly ReadCohortEntry[], number: number): string {
  const text = plainText(choosePrompt(entries, number)?.prompt.text ?? '').replace(/\s+/g, ' ');
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/\s*\S*$/, '')} …`;
}

/** The wording that most reports have, with what renders it. */
function choosePrompt(
  entries: readonly ReadCohortEntry[],
  number: number,
): { readonly prompt: Prompt; readonly render: ReadCohortEntry['outcome']['render'] } | undefined {
  const candidates = entries.flatMap((entry) =>
    promptsOf(entry, number).map((prompt) => ({ prompt, render: entry.outcome.render })),
  );
  const votes = new Map<string, number>();
  for (const { prompt } of candidates) votes.set(prompt.text, (votes.get(prompt.text) ?? 0) + 1);
  const most = greatest(votes.values());
  return candidates.find(({ prompt }) => votes.get(prompt.text) === most);
}

function promptsOf({ outcome }: ReadCohortEntry, number: number): readonly Prompt[] {
  const { report, template } = outcome;
  const expected = report.template?.fits ? template?.questions.get(number)?.prompt : undefined;
  if (expected) return [expected];
  return questionsOf(report)
    .filter((question) => question.number === number && question.prompt.text !== '')
    .map(({ prompt }) => prompt);
}
