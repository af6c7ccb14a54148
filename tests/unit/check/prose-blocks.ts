/** Valid Markdown blocks such as those in answers. */
import type { Line } from './clean-report.js';

/** A block of an answer. */
export interface Block {
  readonly kind: BlockKind | 'figure' | 'other';
  readonly lines: Line[];
}

const sentences: readonly ((number: number) => string)[] = [
  (n) => `The scale was calibrated before series ${n}.`,
  (n) => `We paid $50 and then $20 for run ${n}.`,
  (n) => `Set \`batch_size=64\` and call \`train --id <run_id>\` in step ${n}.`,
  (n) => `Nothing was left to do after **all** of day ${n}.`,
  (n) => `See [the handbook](https://example.org/a_b?c=d#e) and its page ${n}.`,
  (n) => `Use <weblink> or uv add <package>, as in note ${n}.`,
  (n) => `Die Länge war größer als 5 % ± 2 in Reihe ${n}.`,
  (n) => `Write to [us](mailto:a@example.org) about sample ${n}.`,
  (n) => `Our {{ template }} and {% raw %} were *plain* in draft ${n}.`,
  (n) => `As said [above](#${['checklist', 'week-1', 'lab-report'][n % 3]}), the drift was smaller in week ${n}.`,
  (n) => `It works<br>on my machine, 1 < 2 & 3 > 2, try ${n}.`,
  (n) => `https://example.org/${n} has the log of number ${n}.`,
];

/** A sentence of at most a dozen words that ends with its number, so that no passage repeats by chance. */
export function sentence(number: number, choice: number): string {
  return sentences[choice % sentences.length]?.(number) ?? '';
}

export const blockKinds = [
  'paragraph',
  'list',
  'table',
  'fence',
  'tildes',
  'code',
  'quote',
  'heading',
  'details',
  'rule',
  'alert',
] as const;

export type BlockKind = (typeof blockKinds)[number];

const fenced: readonly (readonly string[])[] = [
  ['# TODO: a comment', 'x = "<!-- no comment -->"'],
  ['![none](figures/none.png)', '[gone](gone.md) <script>'],
  ['--- question 3 fill here ---', '', '</details>'],
  ['## Setup', '', '* [ ] an item'],
];

/** Builds a block; `next` numbers its sentences. */
export function blockOf(kind: BlockKind, choice: number, next: () => number): Block {
  const say = (): string => sentence(next(), choice);
  const code = [...(fenced[choice % fenced.length] ?? [])];
  const texts: Record<BlockKind, () => string[]> = {
    paragraph: () => [say(), say()],
    list: () => [`- ${say()}`, `- ${say()}`, `  1. ${say()}`, '', `     ${say()}`],
    table: () => ['| name | value |', '| :--- | ---: |', `| ${say()} | ${next()} |`, `| b | ${say()} |`],
    fence: () => ['```python', `print(${next()})`, ...code, '```'],
    tildes: () => ['~~~', `run ${next()}`, ...code, '```', '~~~'],
    code: () => [say(), '', `    make ${next()}`, '    # TODO <!-- -->'],
    quote: () => [`> ${say()}`, `> ${say()}`],
    heading: () => [`#### Part ${next()}`],
    details: () => ['<details>', `<summary>More of ${next()}</summary>`, '', say(), '', '</details>'],
    rule: () => [say(), '', '***'],
    alert: () => ['> [!NOTE]', `> ${say()}`],
  };
  return { kind, lines: texts[kind]().map((text) => ({ text })) };
}
