// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dollar signs are what is tested
import { describe, expect, it } from 'vitest';
import { formulaOf } from '../../../src/markdown/syntax/formulas.js';
import { excerptParser, hasFormula } from '../../../src/parse/parsers.js';
import { readProse } from '../../../src/parse/text/prose.js';

/** What is read as formulas, each with its delimiters; those on lines of their own begin with `block`. */
function formulasIn(markdown: string): readonly string[] {
  const env = {};
  return excerptParser.parse(markdown, env).flatMap((block) =>
    [block, ...(block.children ?? [])].flatMap((token) => {
      const formula = formulaOf(token, env);
      return formula ? [`${formula.display ? 'block ' : ''}${formula.source}`] : [];
    }),
  );
}

describe('a formula is read', () => {
  it.each<readonly [name: string, markdown: string, formulas: readonly string[]]>([
    ['in a sentence', 'The area is $\\pi r^2$, as $E = mc^2$.', ['\\pi r^2', 'E = mc^2']],
    ['beside punctuation', '($n$), "$k$": $a$-th *$b$* **$c$**', ['n', 'k', 'a', 'b', 'c']],
    ['with what Markdown would take for emphasis', '$a_1 * b_2 * c_3$', ['a_1 * b_2 * c_3']],
    ['with a dollar sign that is escaped', '$\\sqrt{\\$4}$', ['\\sqrt{\\$4}']],
    ['over two lines', '$a +\nb$', ['a +\nb']],
    ['between dollar signs with backticks', 'so $`a_{1}`$.', ['a_{1}']],
    ['between two dollar signs in a sentence', 'so $$a_1$$ and $$ b $$.', ['block a_1', 'block  b ']],
    ['on lines of its own', '$$\na\n$$', ['block \na\n']],
    ['on a line of its own', '$$a + b$$', ['block a + b']],
    ['below a line of text', 'so\n$$\na\n- b\n$$\nthen', ['block \na\n- b\n']],
    ['in a list', '- so\n  $$\n  a\n  $$', ['block \na\n']],
    ['in a quotation', '> $$\n> a\n> $$', ['block \na\n']],
    ['in a table', '| a |\n|---|\n| $x_1$ |', ['x_1']],
    ['in a heading', '## The cost $n^2$', ['n^2']],
    ['in a fence', '```math\na_1\n```', ['block a_1\n']],
  ])('%s', (_, markdown, expected) => {
    expect(formulasIn(markdown)).toEqual(expected);
    expect(hasFormula(markdown)).toBe(true);
  });
});

describe('no formula are', () => {
  it.each<readonly [name: string, markdown: string]>([
    ['amounts', 'It costs $50 and $60, or $5-$10, $1.50/$2, ~$9 (now $8).'],
    ['amounts with the sign behind', '50$ and 60$, 5 $ or 6 $'],
    ['amounts with a currency', 'US$50 to US$60, A$5–A$6'],
    ['an amount before a code span', 'It was $5, then `$6`.'],
    ['variables', 'In $HOME/$USER, "$A" "$B", ${A}/${B}, $(pwd)/$(date) and PATH=$HOME/bin:$PATH.'],
    ['special variables', 'Use $1,$2 and $? or $# and kill $$; echo $$'],
    ['expressions of workflows', '${{ secrets.KEY }}:${{ secrets.NAME }}'],
    ['escaped dollar signs', '\\$a\\$ and \\$\\$b\\$\\$'],
    ['code', '`$a$`, ``$`b`$``\n\n    $c$\n\n```sh\necho $d$\n$$\n$$\n```'],
    ['spaces at one end', '$ a$ and $b $ and $$ c$$ and $$d $$'],
    ['nothing', '$$ and $$$ and $$$$ and $$ $$'],
    ['a part of a word', 'a$b$ $c$d 1$e$ $f$2'],
    ['what a blank line divides', '$a\n\nb$\n\n$$\na\n\nb\n$$'],
    ['what a heading divides', '$$\na\n# B\n$$'],
    ['an open fence', '```math\na'],
    ['more than five thousand characters', `$${'a'.repeat(5000)}$`],
  ])('%s', (_, markdown) => {
    expect(formulasIn(markdown)).toEqual([]);
    expect(hasFormula(markdown)).toBe(false);
  });
});

it('has no words, but answers', () => {
  const { words, visible } = readProse({ markdown: '$a + b$\n\n$$\n\\text{so it is}\n$$', origin: [] });
  expect({ words, visible }).toEqual({ words: 0, visible: true });
});

it('is text, with its words, where formulas are turned off', () => {
  const { words, formulas } = readProse(
    { markdown: 'so $a + b$\n\n$$\nc\n$$\n\n```math\nd\n```', origin: [] },
    {},
    { plainDollars: true },
  );
  expect({ words, formulas }).toEqual({ words: 4, formulas: [] });
});

it('is code beyond five hundred of them', () => {
  const { formulas, firstExtraFormula } = readProse({ markdown: Array(501).fill('$a$').join('\n'), origin: [] });
  expect(formulas).toHaveLength(500);
  expect(firstExtraFormula).toEqual({ line: 500, column: 0 });
});
