/** Property: whatever a group writes, and wherever its definitions stand, every word of it is on the page. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEmoji } from '../../../src/markdown/syntax/emoji.js';
import { questionsOf } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { searchOf } from '../../support/long-tests.js';
import { processReport } from '../../support/process-report.js';

/** `HANDIN_LONG_TESTS=1 SEED=7` tries more cases, and others. */
const runs = searchOf(50, 1500);
const patience = 240_000;

/** What a construct is written with: each word is another one, and `label` is the construct's own. */
interface Writing {
  readonly word: () => string;
  readonly label: string;
}

/** A part of an answer, and a definition that may stand anywhere in the document. */
interface Written {
  readonly text: string;
  readonly definition?: string;
}

const constructs: Readonly<Record<string, (writing: Writing) => Written>> = {
  paragraph: ({ word }) => ({ text: `${word()} *${word()}* \`${word()}\`` }),
  note: ({ word, label }) => ({
    text: `${word()}[^${label}] ${word()}`,
    definition: `[^${label}]: ${word()} **${word()}**`,
  }),
  'long note': ({ word, label }) => ({
    text: `${word()}[^${label}]`,
    definition: `[^${label}]: ${word()}\n    ${word()}\n\n    ${word()}\n\n    - ${word()}\n\n    \`\`\`\n    ${word()}\n    \`\`\``,
  }),
  'open note': ({ word, label }) => ({
    text: `${word()}[^${label}]`,
    definition: `[^${label}]: \`\`\`\n    ${word()}`,
  }),
  'lazy note': ({ word, label }) => ({ text: `${word()}[^${label}]`, definition: `[^${label}]: ${word()}\n${word()}` }),
  'unused note': ({ word, label }) => ({ text: word(), definition: `[^${label}]: ${word()}` }),
  'note in code': ({ word, label }) => ({ text: `\`${word()} [^${label}]\``, definition: `[^${label}]: ${word()}` }),
  'note without a definition': ({ word }) => ({ text: `${word()}[^${word()}]` }),
  'note of two': ({ word, label }) => ({
    text: `${word()}[^${label}]\n\n[^${label}]: ${word()}`,
    definition: `[^${label}]: ${word()}`,
  }),
  'note in a note': ({ word, label }) => ({
    text: `${word()}[^${label}] [^${label}i]`,
    definition: `[^${label}]: ${word()}\n\n    [^${label}i]: ${word()}`,
  }),
  'note of a note': ({ word, label }) => ({
    text: `${word()}[^${label}]\n\n[^${label}i]: ${word()}`,
    definition: `[^${label}]: ${word()}[^${label}i]`,
  }),
  'inline note': ({ word }) => ({ text: `${word()}^[${word()}]` }),
  'note in a link': ({ word, label }) => ({
    text: `[${word()}[^${label}]](https://a.example/${word()})`,
    definition: `[^${label}]: ${word()}`,
  }),
  'note in a heading': ({ word, label }) => ({
    text: `#### ${word()}[^${label}]`,
    definition: `[^${label}]: ${word()}`,
  }),
  'note in a cell': ({ word, label }) => ({
    text: `| ${word()} | ${word()} |\n| - | - |\n| ${word()}[^${label}] | ${word()} |`,
    definition: `[^${label}]: ${word()}`,
  }),
  'note with HTML': ({ word, label }) => ({ text: `${word()}[^${label}]`, definition: `[^${label}]: <div>${word()}` }),
  link: ({ word, label }) => ({ text: `[${word()}][${label}]`, definition: `[${label}]: https://a.example/${word()}` }),
  'link with a title': ({ word, label }) => ({
    text: `[${label}] ${word()}`,
    definition: `[${label}]:\n  https://a.example/${word()}\n  "${word()} ${word()}"`,
  }),
  'unused definition': ({ word, label }) => ({
    text: word(),
    definition: `[${label}]: https://a.example/${word()} "${word()}"`,
  }),
  'definition in code': ({ word, label }) => ({
    text: `\`[${label}] ${word()}\``,
    definition: `[${label}]: https://a.example/${word()}`,
  }),
  'definition of two': ({ word, label }) => ({
    text: `[${word()}][${label}]\n\n[${label}]: https://a.example/${word()}`,
    definition: `[${label}]: https://a.example/${word()}`,
  }),
  'no definition': ({ word, label }) => ({ text: `[${label}]`, definition: `[${label}]: ${word()} ${word()}` }),
  figure: ({ word, label }) => ({ text: `![${word()}][${label}]`, definition: `[${label}]: figures/${word()}.png` }),
  element: ({ word }) => ({ text: `<b>${word()}</b> <kbd>${word()}</kbd> <sub title="x">${word()}` }),
  placeholder: ({ word }) => ({ text: `${word()} <${word()}_id> <${word()}>` }),
  anchor: ({ word }) => ({ text: `<a name="${word()}"></a> <a id="a">${word()}</a> [${word()}](#a)` }),
  filtered: ({ word }) => ({
    text: `${word()} <script>${word()}</script> <style> ${word()} <title>${word()}</title> <textarea x="${word()}">`,
  }),
  details: ({ word }) => ({
    text: `${word()} <details><summary>${word()}</summary>\n\n${word()}\n\n${word()}</details> ${word()}`,
  }),
  'open details': ({ word }) => ({ text: `<details>\n<summary>${word()}</summary>\n\n${word()}` }),
  'closed details': ({ word }) => ({ text: `${word()}\n\n</details>\n\n${word()}` }),
  block: ({ word }) => ({ text: `<div align="center">\n${word()}\n\n${word()}\n\n</div>` }),
  declaration: ({ word }) => ({ text: `<!DOCTYPE ${word()}` }),
  instruction: ({ word }) => ({ text: `<?${word()}` }),
  'character data': ({ word }) => ({ text: `${word()} <![CDATA[${word()}` }),
  'indented list': ({ word }) => ({ text: `${word()}:\n\n    1. ${word()}\n    2. ${word()}` }),
  alert: ({ word }) => ({ text: `> [!NOTE]\n> ${word()}\n> > [!TIP]\n> > ${word()}` }),
  'control characters': ({ word }) => ({ text: `${word()}\u001b${word()}\u0007 ${word()}` }),
  formula: ({ word }) => ({ text: `${word()} $x = \\text{${word()}}$ and $\`\\text{${word()}}\`$ ${word()}` }),
  'formula block': ({ word }) => ({ text: `${word()}\n\n$$\n\\text{${word()}} = \\text{${word()}}\n$$\n\n${word()}` }),
  'formula fence': ({ word }) => ({ text: `\`\`\`math\n\\text{${word()}}\n\`\`\`\n\n${word()}` }),
  'unreadable formula': ({ word }) => ({ text: `${word()} $\\frc{${word()}}$ ${word()}` }),
  amounts: ({ word }) => ({ text: `$5 ${word()} or $6 ${word()}, $HOME/${word()} and \${{ ${word()} }}` }),
  'dollars left open': ({ word }) => ({ text: `$$ ${word()}\n\n${word()} $x ${word()}` }),
  emoji: ({ word }) => ({ text: `${word()} :tada: ${word()}:rocket:${word()}` }),
  tildes: ({ word }) => ({ text: `~${word()}~ ~~${word()}~~ ~${word()}` }),
  'address without a scheme': ({ word }) => ({ text: `(www.${word()}.example/${word()}) ${word()}` }),
  'picture in a link': ({ word }) => ({
    text: `${word()} [![${word()}](figures/plot-1.png)](https://${word()}.example)`,
  }),
  'pictures by scheme': ({ word }) => ({
    text: `<picture>\n<source media="(prefers-color-scheme: dark)" srcset="figures/plot-2.png">\n<img alt="${word()}" src="figures/plot-1.png">\n</picture>\n\n${word()}`,
  }),
  video: ({ word }) => ({ text: `<video src="https://a.example/${word()}.mp4"></video>\n\n${word()}` }),
  // A thick arrow: `-->` would end a comment that an earlier answer left open, as it does on GitHub.
  diagram: ({ word }) => ({
    text: `\`\`\`mermaid\nflowchart LR\n  A[${word()}] ==> B[${word()}]\n\`\`\`\n\n${word()}`,
  }),
  tasks: ({ word, label }) => ({
    text: `- [x] ${word()}[^${label}]\n- [ ] ${word()}`,
    definition: `[^${label}]: ${word()}`,
  }),
};

const containers: Readonly<Record<string, (text: string) => string>> = {
  none: (text) => text,
  quotation: (text) => text.replace(/^/gm, '> '),
  list: (text) => `- ${text.replace(/\n(?=.)/g, '\n  ')}`,
  numbers: (text) => `3. ${text.replace(/\n(?=.)/g, '\n   ')}`,
  'quoted list': (text) => `> - ${text.replace(/\n/g, '\n>   ')}`,
};

interface Piece {
  readonly construct: string;
  readonly container: string;
  readonly definitionContainer: string;
  /** The answer that it is in, and where its definition stands: in an answer, or above all. */
  readonly answer: number;
  readonly home: number;
}

const answers = 3;
const container = fc.constantFrom('none', 'none', 'none', ...Object.keys(containers));
const pieces: fc.Arbitrary<readonly Piece[]> = fc.array(
  fc.record({
    construct: fc.constantFrom(...Object.keys(constructs)),
    container,
    definitionContainer: container,
    answer: fc.nat(answers - 1),
    home: fc.integer({ min: -1, max: answers - 1 }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** What is open at the end of an answer. */
const endings: fc.Arbitrary<string> = fc.constantFrom('', '', '```\ncode', '<!-- open', '<details>', '<pre>');

/** The document, and its words. */
function write(
  list: readonly Piece[],
  open: readonly string[],
): { readonly text: string; readonly words: readonly string[] } {
  const words: string[] = [];
  const parts: string[][] = Array.from({ length: answers }, () => []);
  const above: string[] = [];
  list.forEach(({ construct, container: around, definitionContainer, answer, home }, index) => {
    const word = (): string => {
      words.push(`w${words.length}x`);
      return words.at(-1) ?? '';
    };
    const { text, definition } = constructs[construct]?.({ word, label: `n${index}` }) ?? { text: '' };
    parts[answer]?.push(containers[around]?.(text) ?? '');
    if (definition !== undefined)
      (home < 0 ? above : (parts[home] ?? above)).push(containers[definitionContainer]?.(definition) ?? '');
  });
  const questions = parts.map(
    (blocks, index) =>
      `### Question ${index + 1}\n\n> **What about part ${index + 1}?**\n>\n> Answer:\n\n${[...blocks, open[index] ?? ''].join('\n\n')}\n`,
  );
  return { text: `# Log\n\n${[...above, ...questions].join('\n\n')}`, words };
}

/** All HTML that the page has of a report. */
function pageOf(text: string): string {
  const { preamble, sections, body } = processReport(text).view;
  const html = [
    preamble,
    body?.html,
    ...sections.flatMap(({ intro, questions }) => [intro, ...questions.map(({ answer }) => answer)]),
  ].join('\n');
  // The source of a formula, which nobody sees.
  return html.replace(/ alttext="[^"]*"/g, '');
}

beforeAll(() => loadEmoji(':tada:'));

describe('a report of footnotes, definitions, HTML, formulas and pictures', () => {
  it(
    'loses no word, whatever is left open',
    () => {
      fc.assert(
        fc.property(pieces, fc.array(endings, { minLength: answers, maxLength: answers }), (list, open) => {
          const { text, words } = write(list, open);
          const page = pageOf(text);
          expect(
            words.filter((word) => !page.includes(word)),
            text,
          ).toEqual([]);
        }),
        runs,
      );
    },
    patience,
  );

  it(
    'counts the same words wherever its definitions stand',
    () => {
      const used = fc.constantFrom('note', 'long note', 'lazy note', 'link', 'link with a title', 'figure', 'tasks');
      const homes = fc.array(fc.integer({ min: -1, max: answers - 1 }), { minLength: 8, maxLength: 8 });
      fc.assert(
        fc.property(pieces, fc.array(used, { minLength: 8, maxLength: 8 }), homes, (list, kinds, others) => {
          const plain = list.map(
            (piece, index): Piece => ({
              ...piece,
              construct: kinds[index] ?? 'note',
              container: 'none',
              definitionContainer: 'none',
            }),
          );
          const moved = plain.map((piece, index): Piece => ({ ...piece, home: others[index] ?? 0 }));
          expect(wordCounts(write(moved, []).text), write(plain, []).text).toEqual(wordCounts(write(plain, []).text));
        }),
        runs,
      );
    },
    patience,
  );
});

function wordCounts(text: string): readonly number[] {
  const { report } = parseReport({ text, path: 'a', slug: 'a', group: 'a', templates: [] });
  return questionsOf(report).map(({ answer }) => answer.words);
}
