import type { GroupSummary, QuestionSummary } from '../../cohort/summary.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { GroupOutput } from './group-output.js';

/** Replaces a value of plain data by the first one that was equal to it. */
export type Share = <Value>(value: Value) => Value;

/** Remembers values. What groups have in common is in memory once: prompts, items of checklists, messages. */
export function shareValues(): Share {
  const texts = new Map<string, string>();
  const objects = new Map<string, unknown>();
  return <Value>(value: Value): Value => {
    if (typeof value === 'string') return firstOf(texts, value, value) as Value;
    return typeof value === 'object' && value !== null
      ? (firstOf<unknown>(objects, JSON.stringify(value), value) as Value)
      : value;
  };
}

function firstOf<Value>(known: Map<string, Value>, key: string, value: Value): Value {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}

/** Shares what an output that stays in memory has in common with others. Digests are not: nearly all of them differ. */
export function shareOutput(
  { summary, diagnostics }: Pick<GroupOutput, 'summary' | 'diagnostics'>,
  share: Share,
): Pick<GroupOutput, 'summary' | 'diagnostics'> {
  return {
    summary: shareSummary(summary, share),
    diagnostics: diagnostics.map((diagnostic) => shareDiagnostic(diagnostic, share)),
  };
}

function shareSummary(summary: GroupSummary, share: Share): GroupSummary {
  const { checklist, questions } = summary;
  return {
    ...summary,
    checklist: {
      ...checklist,
      groups: checklist.groups.map((group) => ({
        ...group,
        title: share(group.title),
        items: group.items.map((item) => share(item)),
      })),
    },
    questions: questions.map((question) => shareQuestion(question, share)),
  };
}

function shareQuestion(question: QuestionSummary, share: Share): QuestionSummary {
  const { id, key, label, title, section, words, characters, figures, problems, prompt } = question;
  return {
    ...question,
    id: share(id),
    key: share(key),
    label: share(label),
    title: share(title),
    section: share(section),
    words: share(words),
    characters: share(characters),
    figures: share(figures),
    problems: share(problems),
    ...(prompt ? { prompt: share(prompt) } : {}),
  };
}

function shareDiagnostic(diagnostic: Diagnostic, share: Share): Diagnostic {
  const { slug, rule, message, span, suggestion } = diagnostic;
  return {
    ...diagnostic,
    slug: share(slug),
    rule: share(rule),
    message: share(message),
    span: { ...span, path: share(span.path) },
    ...(suggestion === undefined ? {} : { suggestion: share(suggestion) }),
  };
}
