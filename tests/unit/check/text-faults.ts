import type { RuleName } from '../../../src/model/diagnostic.js';
import { toLine } from './clean-report.js';
import { type Fault, insertBlock, insertInline, sayMany } from './fault.js';

const notes: readonly string[] = [
  'TODO',
  '**TODO** write more',
  'TO DO:',
  'TO-DO',
  'FIXME',
  '(TBD)',
  'TBA',
  'XXX',
  '##REMOVE?',
  '## CHECK',
  '_TODO_',
];

const removedInline: readonly string[] = [
  '<!-- a thought -->',
  '<span hidden>a secret</span>',
  '<span style="color: red; display: none">a secret</span>',
  '<font color="red">loud</font>',
  '<template>alert(1)</template>',
  '<input type="checkbox">',
  '<a href="https://example.org" style="visibility:hidden">here</a>',
];

const removedBlocks: readonly (readonly string[])[] = [
  ['<!--', 'several', '', 'lines', '-->'],
  ['<script>', 'alert(1)', '</script>'],
  ['<style>', 'p { color: red }', '</style>'],
  ['<p style="display:none">a secret</p>'],
  ['<div hidden>', '', 'a **secret**', '', '</div>'],
  ['<iframe src="https://example.org"></iframe>'],
  ['<?php echo 1 ?>'],
];

const neverClosed: readonly (readonly string[])[] = [
  ['```'],
  ['```python'],
  ['````md'],
  ['`````'],
  ['~~~'],
  ['~~~~ bash'],
  ['~~~~~'],
  ['  ```js'],
  ['<!-- a thought'],
  ['<!--'],
  ['<details>', '<summary>More</summary>', ''],
  ['<div align="center">', ''],
  ['<pre>'],
  ['<table>'],
  ['> ```'],
  ['- ~~~'],
];

const brokenLinks: readonly string[] = [
  '[there](#no-such-heading)',
  '[there]()',
  '[there](notes.md)',
  '[there](../src/main.py)',
  '[there](<my notes.txt> "title")',
  '[there](javascript:alert(1))',
  '[there](data:text/plain,hi)',
  '[there](file:///home/me/x.txt)',
  '<a href="notes.md">there</a>',
  '<a href="">there</a>',
];

const unreadableFormulas: readonly string[] = [
  '$\\frc{a}{b}$',
  '$a_1 & b$',
  '**$\\sqrt{x$**',
  '$`\\href{https://example.org}{x}`$',
  '$$\\left( x$$',
  '($\\def\\a{b}\\a$)',
];

/** With the index of the line at which they are told. */
const indentedLists: readonly (readonly [readonly string[], number])[] = [
  [['Steps:', '', '    1. rig it', '    2. raise it'], 2],
  [['Steps:', '', '\t- rig it', '\t- raise it', '\t  by noon'], 2],
  [['Steps:', '    - rig it', '    - raise it'], 1],
];

export const textFaults: Partial<Record<RuleName, Fault>> = {
  'text-todo': (draft, pick) => insertInline(draft, pick(notes), pick),
  'text-repeated': (draft, pick) => {
    const passage = sayMany(draft, 4);
    const from = pick(draft.questions.map((_, index) => index));
    const original = draft.questions[from];
    const copyIn = pick(draft.questions.slice(from));
    if (!original) throw new Error('no question');
    const first = insertBlock(original, passage, pick);
    const shape = pick([(text: string) => text, (text: string) => `> ${text}`, (text: string) => text.toLowerCase()]);
    const copy = { kind: 'other' as const, lines: passage.map((text) => toLine(shape(text))) };
    const behind = copyIn === original ? copyIn.blocks.findIndex(({ lines }) => lines === first) : 0;
    copyIn.blocks.splice(behind + 1, 0, copy);
    return copy.lines[0] ?? 0;
  },
  'html-removed': (draft, pick) =>
    pick([true, true, false])
      ? insertInline(draft, pick(removedInline), pick)
      : (insertBlock(pick(draft.questions), pick(removedBlocks), pick)[0] ?? 0),
  'fence-unclosed': (draft, pick) => {
    const question = pick(draft.questions);
    const code = pick([['make all'], ['# a comment', 'x = 1', '', 'y = 2'], []]);
    const lines = [...pick(neverClosed), ...code].map(toLine);
    question.blocks.push({ kind: 'other', lines });
    return lines[0] ?? 0;
  },
  'list-indented': (draft, pick) => {
    const [lines, told] = pick(indentedLists);
    return insertBlock(pick(draft.questions), lines, pick)[told] ?? 0;
  },
  'link-broken': (draft, pick) => insertInline(draft, pick(brokenLinks), pick),
  'formula-unreadable': (draft, pick) => insertInline(draft, pick(unreadableFormulas), pick),
};
