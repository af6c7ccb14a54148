import type { QuestionKey } from '../model/question-key.js';
import { readQuestionName, templateBase } from '../model/question-settings.js';
import { type Definition, type Question, questionsOf, type Report } from '../model/report.js';
import type { Position } from '../model/span.js';
import type { Pseudonyms } from './pseudonyms.js';

/** What stands in place of a private answer. */
const removedAnswer = '*This answer was removed before publishing.*';

/** A prompt that asks who wrote the report: its answer is private whatever the configuration says. */
const asksForMembers =
  /\b(?:(?:study|student|matriculation) (?:number|id)s?|(?:who|which|enter|list|name|names)\b[^.?!]{0,30}\bmembers?|who (?:is|are|was|were) (?:in|on) (?:the|your) (?:group|team))\b/i;

/** What is removed from a report. */
export interface Redaction {
  readonly pseudonyms: Pseudonyms;
  /** Keys of questions whose answers are private. */
  readonly questions: ReadonlySet<QuestionKey>;
}

/** The questions of a report whose answers are private: those the course names, and those that ask for the members. */
export function privateQuestions(report: Report, named: readonly string[]): ReadonlySet<QuestionKey> {
  const asking = questionsOf(report).filter(({ prompt }) => asksForMembers.test(prompt.text));
  const { template } = report;
  const base = template?.fits ? templateBase(template.name) : undefined;
  const own = named
    .map(readQuestionName)
    .filter((name) => name.template === undefined || name.template === base)
    .map(({ key }) => key);
  return new Set([...own, ...asking.map(({ key }) => key)]);
}

/**
 * Removes from a README what must not be published, before anything else reads it: what is not in the text cannot
 * appear in a page, an index or a message made from it. Line numbers do not change.
 *
 * @param text the README that `report` was read from
 */
export function redactText(text: string, report: Report, { pseudonyms, questions }: Redaction): string {
  // Lines and line endings in turn, so that every byte that is not removed stays.
  const parts = text.split(/(\r\n|\r|\n)/);
  const removed = questionsOf(report).filter(({ key, answer }) => questions.has(key) && answer.status === 'answered');
  for (const question of removed) blank(parts, question);
  for (const definition of privateDefinitions(report, removed)) blankLines(parts, definition);
  return pseudonyms(parts.join(''));
}

/** Removes an answer from its lines; text before it on its first line is not part of it. */
function blank(parts: string[], { answer }: Question): void {
  const texts = answer.markdown.split('\n');
  for (const [index, place] of answer.origin.entries()) {
    if (index === 0) cut(parts, place, removedAnswer);
    // Where the answer has nothing, a definition that other answers use may stand.
    else if (texts[index]?.trim() !== '') cut(parts, place, '');
  }
}

/** Footnotes and link definitions, wherever they stand, that only removed answers refer to, directly or by a note. */
function privateDefinitions({ definitions }: Report, removed: readonly Question[]): readonly Definition[] {
  if (definitions.length === 0) return [];
  const removedLines = new Set(removed.flatMap(({ answer }) => answer.origin.map(({ line }) => line)));
  const inLine = new Map<number, Definition>();
  for (const definition of definitions)
    for (let line = definition.from; line <= definition.to; line += 1) inLine.set(line, definition);
  const usedIn = new Map<Definition | undefined, Definition[]>();
  for (const definition of definitions)
    for (const line of definition.usedOn) {
      if (!inLine.has(line) && removedLines.has(line)) continue;
      const users = usedIn.get(inLine.get(line));
      if (users) users.push(definition);
      else usedIn.set(inLine.get(line), [definition]);
    }
  // Beginning with what is used outside of definitions.
  const shown = new Set(usedIn.get(undefined));
  for (const definition of shown) for (const used of usedIn.get(definition) ?? []) shown.add(used);
  return definitions.filter((definition) => !shown.has(definition));
}

function blankLines(parts: string[], { from, to }: Definition): void {
  for (let line = from; line <= to; line += 1) parts[2 * (line - 1)] = '';
}

function cut(parts: string[], { line, column }: Position, put: string): void {
  const at = 2 * (line - 1);
  parts[at] = (parts[at] ?? '').slice(0, column - 1) + put;
}
