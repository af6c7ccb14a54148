import type { Prompt } from '../model/report.js';
import { questionsOf } from '../model/report.js';
import type { QuestionPageView } from '../render/cohort-view.js';
import type { ReadCohortEntry } from './entry.js';

/** What a question asks, as most of the reports have it: the template's words where reports fit one. */
export function findPrompt(
  entries: readonly ReadCohortEntry[],
  number: number,
): Pick<QuestionPageView, 'prompt' | 'length' | 'example'> {
  const candidates = entries.flatMap((entry) =>
    promptsOf(entry, number).map((prompt) => ({ prompt, render: entry.outcome.render })),
  );
  const votes = new Map<string, number>();
  for (const { prompt } of candidates) votes.set(prompt.text, (votes.get(prompt.text) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const chosen = candidates.find(({ prompt }) => votes.get(prompt.text) === most);
  if (!chosen) return { prompt: null, length: null, example: null };
  const { prompt, render } = chosen;
  return {
    prompt: render(prompt.text, 'question-prompt'),
    length: prompt.length ?? null,
    example: render(prompt.example, 'question-example'),
  };
}

function promptsOf({ outcome }: ReadCohortEntry, number: number): readonly Prompt[] {
  const { report, template } = outcome;
  const expected = report.template?.fits ? template?.questions.get(number)?.prompt : undefined;
  if (expected) return [expected];
  return questionsOf(report)
    .filter((question) => question.number === number && question.prompt.text !== '')
    .map(({ prompt }) => prompt);
}
