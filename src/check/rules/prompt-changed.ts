import type { Finding } from '../../model/diagnostic.js';
import { type Question, questionsOf } from '../../model/report.js';
import { type Limits, limitKinds, readLimits } from '../../parse/limits/limits.js';
import { readAnyLabel } from '../../parse/question/label.js';
import type { TemplateQuestion } from '../../parse/template/template.js';
import { similarity, wordsOf } from '../../parse/text/similarity.js';
import { describeRange } from '../ranges.js';
import { type CheckInput, firstLine, type Rule } from '../rule.js';

export const promptChanged: Rule = {
  name: 'prompt-changed',
  meaning: 'A prompt or a heading is not the template’s, or the whole report is from another template.',
  remedy: 'Put the template’s wording back.',
  find: (input) => [...otherTemplate(input), ...changedQuestions(input)],
};

function otherTemplate({ report }: CheckInput): readonly Finding[] {
  const match = report.template;
  // A report without questions is reported by another rule.
  if (!match || match.fits || match.compared === 0) return [];
  const message = `This report was not written from ${match.name}: ${match.agreeing} of its ${match.compared} prompts are found there under the same number. Limits are read from the report’s own prompts.`;
  return [{ rule: 'prompt-changed', message, span: firstLine(report) }];
}

function changedQuestions({ report, template }: CheckInput): readonly Finding[] {
  return questionsOf(report).flatMap((question): readonly Finding[] => {
    const known = template?.questions.get(question.key);
    if (!known) return [];
    const heading = changedHeading(question, known);
    const prompt = changedPrompt(question, known);
    return [
      ...(heading
        ? [{ rule: 'prompt-changed' as const, message: heading, span: question.span, question: question.key }]
        : []),
      ...(prompt && question.prompt.span
        ? [{ rule: 'prompt-changed' as const, message: prompt, span: question.prompt.span, question: question.key }]
        : []),
    ];
  });
}

/** The problem of a heading that labels another question than its prompt belongs to. */
function changedHeading({ matchedBy, title }: Question, { label }: TemplateQuestion): string | undefined {
  const written = matchedBy === 'wording' ? readAnyLabel(title)?.written : undefined;
  if (written === undefined || written === label) return undefined;
  return `By its prompt this is the template’s “${label}”, and its heading says “${written}”. Correct the heading.`;
}

function changedPrompt({ label, prompt }: Question, { prompt: known, words }: TemplateQuestion): string | undefined {
  if (prompt.from === 'template') return undefined;
  const { text, length, example } = prompt;
  if (text === known.text && length === known.length && example === known.example) return undefined;
  // Small edits, such as an added name or a renamed sample figure, do not change what is asked.
  if (text !== known.text && similarity(wordsOf(text), words) < 0.9)
    return `The prompt of ${labelInSentence(label)} is not the template’s. Put the template’s wording back, so that the answer is read against what was asked.`;
  const limits = changedLimits(readLimits(prompt), readLimits(known));
  if (limits)
    return `The prompt of ${labelInSentence(label)} asks for ${limits.now}, and the template for ${limits.before}. The template’s limit holds; put its wording back.`;
  return isOverwritten(example, known.example)
    ? `The example of ${labelInSentence(label)} was overwritten, and what stands in its place is not read as an answer. Move it below the prompt, and put the template’s example back.`
    : undefined;
}

/** A label inside a sentence. */
function labelInSentence(label: string): string {
  return /^\p{Lu}\p{Ll}+ \d/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : `“${label}”`;
}

function changedLimits(now: Limits, before: Limits): { readonly now: string; readonly before: string } | undefined {
  for (const kind of limitKinds) {
    const [own, known] = [now[kind], before[kind]];
    if (!own || (own.min === known?.min && own.max === known?.max)) continue;
    return {
      now: describeRange({ kind, ...own }),
      before: known ? describeRange({ kind, ...known }) : `no number of ${kind}`,
    };
  }
  return undefined;
}

/** Fewer words in place of an example are a remark, not an answer. */
const minAnswerWords = 5;

function isOverwritten(example: string | undefined, known: string | undefined): boolean {
  if (example === known || example === undefined || known === undefined) return false;
  const words = wordsOf(example);
  return words.length >= minAnswerWords && similarity(words, wordsOf(known)) < 0.7;
}
