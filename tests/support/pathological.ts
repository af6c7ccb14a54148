/** READMEs that are made to take long, of any size, and an ordinary one to hold them against. */

/** Makes a README of about so many characters. */
export type MakeReadme = (size: number) => string;

const repeat = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length));

/** Different units until the size is reached. */
function series(unitOf: (index: number) => string, size: number): string {
  const units: string[] = [];
  for (let length = 0, index = 0; length < size; index += 1) {
    const unit = unitOf(index);
    units.push(unit);
    length += unit.length;
  }
  return units.join('');
}

/** A report of two questions; the first answer is given. */
const answering = (answer: string): string =>
  `# R\n\n### Question 1\n\n> **Why?**\n>\n> Answer:\n\n${answer}\n\n### Question 2\n\n> **How?**\n>\n> Answer:\n\nSo.\n`;

/** In the first answer: one unit again and again, or one for each index. */
const inAnswer =
  (
    unit: string | ((index: number) => string),
    around: readonly [before: string, after: string] = ['', ''],
  ): MakeReadme =>
  (size) =>
    answering(around[0] + (typeof unit === 'string' ? repeat(unit, size) : series(unit, size)) + around[1]);

/** Above the first question. */
const above =
  (unit: string | ((index: number) => string)): MakeReadme =>
  (size) =>
    `# R\n\n${typeof unit === 'string' ? repeat(unit, size) : series(unit, size)}\n\n${answering('So.')}`;

/** Nothing but this. */
const alone =
  (unit: string | ((index: number) => string)): MakeReadme =>
  (size) =>
    typeof unit === 'string' ? repeat(unit, size) : series(unit, size);

const words = 'we trained a small model on the cleaned data and compared its errors with those of the baseline '.split(
  ' ',
);

/** A sentence that is another one for every index. */
function sentence(index: number): string {
  const own = Array.from(
    { length: 14 },
    (_, word) => words[(index * 7 + word * (1 + (index % 5))) % (words.length - 1)],
  );
  return `In run ${index} ${own.join(' ')}.`;
}

/** A part of an answer as reports have it: prose, a list, code, a table, a figure and links. */
function ordinaryPart(index: number): string {
  const prose = (from: number): string =>
    Array.from({ length: 4 }, (_, line) => sentence(index * 20 + from + line)).join(' ');
  return `${prose(0)}

* ${sentence(index * 20 + 8)}
* ${sentence(index * 20 + 9)} See [the notes](https://example.org/${index}).

\`\`\`python
for epoch in range(${index}):
    train(model, epoch)
\`\`\`

| run | error |
| --- | ----- |
| a | 0.${index} |
| b | 0.${index + 1} |

${prose(10)} The *error* of \`run ${index}\` is **small**.

![The errors of run ${index}](figures/errors-${index % 7}.png)

`;
}

/** As many questions as a course asks; in a long report the answers are long. */
const ordinaryQuestions = 50;

/** A README as groups write them, only longer. */
export const ordinary: MakeReadme = (size) => {
  const parts = Math.ceil(size / ordinaryPart(0).length / ordinaryQuestions);
  const question = (index: number): string =>
    `### Question ${index + 1}\n\n> **What did you try in step ${index + 1}, and why?**\n>\n> Answer:\n\n${Array.from({ length: parts }, (_, part) => ordinaryPart(index * parts + part)).join('')}`;
  return `# Report\n\n## Checklist\n\n* [x] Train (M1)\n* [ ] Test (M2)\n\n${series(question, size)}`;
};

/** A README of at most so many bytes; what stands around the long part is among them. */
export function fit(make: MakeReadme, size: number): string {
  let length = size;
  for (;;) {
    const text = make(length - 300).slice(0, length);
    const bytes = Buffer.byteLength(text);
    if (bytes <= size) return text;
    length = Math.floor((0.99 * length * size) / bytes);
  }
}

/** What is known to have taken long, and what is like it. */
export const pathological: Readonly<Record<string, MakeReadme>> = {
  'quoted lines': inAnswer('> a\n'),
  'quoted lines below a heading': (size) => `# R\n\n### Question 1\n${repeat('> a\n', size)}`,
  'headings with one number': alone('# Q1\n'),
  'headings with one number, prompted': alone('### Question 1\n\n> Why?\n\n'),
  'headings with many numbers': alone((index) => `### Question ${index % 900}\n\n`),
  'answered questions with one number': alone('### Question 1\n\n> **Why?**\n\nSo.\n\n'),
  'one heading in an answer': inAnswer('#### Same\n\n'),
  'headings that end in a number': inAnswer((index) => `#### Same${index % 2 ? `-${index >> 1}` : ''}\n`),
  'different headings in an answer': inAnswer((index) => `#### Part ${index}\n`),
  'different sections': alone((index) => `## Part ${index}\n\n> a\n\n### Question ${index % 900}\n\n`),
  'lines that say TODO': inAnswer('TODO\n'),
  'paragraphs that say TODO': inAnswer('TODO\n\n'),
  definitions: inAnswer('[a]: b.c\n'),
  'different definitions': inAnswer((index) => `[a${index}]: b.c/${index}\n`),
  'different definitions in many answers': alone(
    (index) => `### Question ${index % 900}\n\n[a${index}]: b.c/${index}\n\n`,
  ),
  'definitions that are used': inAnswer((index) => `[a${index}]\n\n[a${index}]: b.c/${index}\n\n`),
  'definitions that are none': inAnswer('[a]: b\n'),
  'prompts and definitions': alone((index) => `### Question ${index}\n\n> [a](b)\n\n[a${index}]: b.c\n\n`),
  footnotes: inAnswer((index) => `a[^${index}]\n\n[^${index}]: b\n\n`),
  'footnotes that nothing refers to': inAnswer((index) => `[^${index}]: b\n\n`),
  'one footnote': inAnswer('a[^1] ', ['', '\n\n[^1]: b\n']),
  'one footnote in many answers': (size) =>
    `${series((index) => `### Question ${index % 190}\n\na[^1]\n\n`, size / 2)}[^1]: ${repeat('b ', size / 2)}`,
  'one footnote in the code of many answers': (size) =>
    `a[^1]\n\n${series((index) => `### Question ${index % 190}\n\n\`[^1]\`\n\n`, size / 2)}[^1]: ${repeat('b ', size / 2)}`,
  'footnotes defined after many answers': (size) =>
    `${series((index) => `### Question ${index % 190}\n\na[^${index}] [^${index + 1}] [^${index + 2}]\n\n`, size / 2)}${series((index) => `[^${index}]: b\n`, size / 2)}`,
  'footnotes that refer to each other': inAnswer((index) => `[^${index}]: b[^${index + 1}]\n\n`, ['a[^0]\n\n', '']),
  'footnotes in footnotes': inAnswer((index) => `${'    '.repeat(index % 100)}[^${index}]: b\n\n`, ['a[^0]\n\n', '']),
  'open footnotes': inAnswer('[^', ['', '\n\na[^1]\n\n[^1]: b']),
  'definitions used in many answers': alone(
    (index) => `### Question ${index % 190}\n\n[a${index + 1}]\n\n[a${index}]: b.c/${index}\n\n`,
  ),
  'inline footnotes': inAnswer('a^[b] '),
  'digits in a prompt': (size) => answering('So.').replace('**Why?**', repeat('1', size)),
  'a long prompt': (size) => answering('So.').replace('**Why?**', repeat('at least a minimum of ', size)),
  'a prompt of figures': (size) => answering('So.').replace('**Why?**', repeat('add a small image ', size)),
  dashes: inAnswer('-'),
  'dashes and blanks': inAnswer('--- '),
  'dashes before a letter': inAnswer('-', ['', 'x']),
  'blanks in code': inAnswer(' ', ['```\na', 'b\n```']),
  'line breaks in code': inAnswer('\n', ['```\na', 'b\n```']),
  'blanks in a box': inAnswer(' ', ['- [', 'a']),
  'blanks in a box above': (size) => `# R\n\n* [ ] a${repeat(' ', size)}b\n\n${answering('So.')}`,
  'an address of one folder': inAnswer('a', ['![b](', '/)']),
  'brackets in a heading': (size) => `# R\n\n### ${repeat('(', size)}\n\n${answering('So.')}`,
  'blank lines': inAnswer('\n'),
  rules: inAnswer('---\n'),
  'underlined lines': inAnswer('a\n---\n'),
  'blanks in a heading': (size) => `# a${repeat(' ', size)}b\n`,
  'blanks in a line': inAnswer(' ', ['a', 'b']),
  'blanks behind an answer mark': inAnswer(' ', ['Answer', 'x']),
  quotations: inAnswer('> a\n\n'),
  'quotations below a heading': (size) => `# R\n\n### Question 1\n\n${repeat('> a\n\n', size)}`,
  'deep quotations': inAnswer((index) => `${'>'.repeat(1 + (index % 990))} a\n\n`),
  'a deep quotation': inAnswer('>', ['', ' a']),
  'a deep quotation that runs on': inAnswer('a\n', [`${'>'.repeat(900)} `, '']),
  'deep lists': inAnswer((index) => `${' '.repeat(2 * (index % 400))}- a\n`),
  'a deep list that runs on': inAnswer('a\n', [
    Array.from({ length: 400 }, (_, depth) => `${' '.repeat(2 * depth)}- a\n`).join(''),
    '',
  ]),
  'lists in a line': inAnswer('- '),
  'lists in lines': inAnswer(`${'- '.repeat(400)}a\n`),
  'lists of one item': inAnswer((index) => `${'-*+'[index % 3]} a\n`),
  'list items': inAnswer('- a\n'),
  'loose list items': inAnswer('- a\n\n'),
  'numbered items': inAnswer((index) => `${index}. a\n`),
  'lists in quotations': inAnswer('> - > - > - a\n'),
  boxes: above('* [ ] a (M1)\n'),
  'different boxes': above((index) => `* [ ] item ${index} (M1)\n`),
  'boxes in many lists': above((index) => `${'-*+'[index % 3]} [ ] a\n\n`),
  'boxes under headings': above((index) => `## Week ${index}\n\n* [ ] a\n\n`),
  'boxes in an answer': inAnswer('* [ ] a\n'),
  'text among boxes': above('* [ ] a\n\na\n\n'),
  brackets: inAnswer('['),
  'closing brackets': inAnswer(']'),
  'pairs of brackets': inAnswer('[]'),
  'brackets that nest': (size) => answering(`${'['.repeat(size / 2)}a${']'.repeat(size / 2)}`),
  'links in links': inAnswer('[a](', ['', '']),
  'images in images': inAnswer('![a', ['', '']),
  parentheses: inAnswer('(', ['[a](', '']),
  stars: inAnswer('*'),
  'stars and letters': inAnswer('**a '),
  'stars around letters': inAnswer('*a* '),
  'stars of three kinds': inAnswer('*a **b ***c '),
  underscores: inAnswer('_a '),
  tildes: inAnswer('~~a '),
  backticks: inAnswer('`'),
  'different formulas': inAnswer((index) => `$a_{${index}} + \\frac{b}{c}$ `),
  'large formulas': inAnswer((index) => `$$\n\\begin{matrix}${index}${'&'.repeat(1500)}\\end{matrix}\n$$\n\n`),
  'dollar signs and letters': inAnswer('$a '),
  'open formulas in lines': inAnswer('$$a\n'),
  'pairs of dollar signs': inAnswer('$$'),
  'short names of emoji': inAnswer('*a* :tada: '),
  'open short names': inAnswer(':a'),
  'single tildes': inAnswer('~a '),
  'addresses without a scheme': inAnswer('www.a.b) '),
  'one address without a scheme': inAnswer('a.', ['www.', '']),
  'runs of backticks': inAnswer((index) => `${'`'.repeat(1 + (index % 1400))} `),
  'code in a line': inAnswer('`a` '),
  backslashes: inAnswer('\\'),
  entities: inAnswer('&amp;'),
  ampersands: inAnswer('&'),
  'table rows': inAnswer('| a | b |\n', ['| a | b |\n| - | - |\n', '']),
  'rows with surplus cells': inAnswer('| x | y | z |\n', ['| a | b |\n| - | - |\n', '']),
  'rows with one cell of many': inAnswer('| a\n', [`${'| a '.repeat(1000)}|\n${'| - '.repeat(1000)}|\n`, '']),
  'rows that end early': inAnswer('a\n', [`|${'a|'.repeat(30_000)}\n|${'-|'.repeat(30_000)}\n`, '']),
  'a table of many columns': (size) => answering(`${'|a'.repeat(size / 4)}|\n${'|-'.repeat(size / 4)}|\n`),
  'a row of many cells': inAnswer('|a', ['| a | b |\n| - | - |\n', '']),
  tables: inAnswer('| a |\n| - |\n\n'),
  pipes: inAnswer('|'),
  'escaped pipes': inAnswer('\\|', ['| a | b |\n| - | - |\n|', '|']),
  figures: inAnswer('![](x) '),
  diagrams: inAnswer('```mermaid\ngraph TD\na --> b\n```\n\n'),
  'different diagrams': inAnswer((index) => `\`\`\`mermaid\ngraph TD\na${index} --> b${index}\n\`\`\`\n\n`),
  'large diagrams': inAnswer(
    (index) =>
      `\`\`\`mermaid\ngraph TD\n${series((arrow) => `a${(7 * arrow + index) % 60} --> b${(13 * arrow) % 60}\n`, 1500)}\`\`\`\n\n`,
  ),
  'a diagram of many arrows': inAnswer(
    (index) => `a${index} --> b${index % 90}\n`,
    ['```mermaid\ngraph TD\n', '```\n'],
  ),
  'a diagram of one line': inAnswer('a & ', ['```mermaid\ngraph TD\n', 'a --> b\n```\n']),
  'diagrams of brackets': inAnswer('```mermaid\ngraph TD\na[((({{{"|\n```\n\n'),
  'figures in lines': inAnswer('![](x)\n'),
  'figures in paragraphs': inAnswer('![](x)\n\n'),
  'figures in headings': inAnswer('#### ![](x)\n'),
  'figures in emphasis': inAnswer('![](x)', ['*', '*']),
  'figures between words': inAnswer('a ![](x) '),
  'different figures': inAnswer((index) => `![](figures/missing-${index}.png)\n`),
  'different figures in cells': inAnswer((index) => `| ![](m${index}.png) |\n`, ['| a |\n| - |\n', '']),
  'figures in HTML': inAnswer((index) => `<img src="m${index}.png">\n`),
  'figures that are linked to': inAnswer((index) => `[a](m${index}.png) `),
  'figures that are linked to, in lines': inAnswer((index) => `[a](m${index}.png)\n`),
  'figures on other servers': inAnswer((index) => `![a](https://a.invalid/${index}.png)\n`),
  'a figure with a long address': inAnswer('a/', ['![](', 'b.png)']),
  'figures by reference': inAnswer('![a][b] ', ['', '\n\n[b]: c.png\n']),
  'links by reference': inAnswer('[a][b] ', ['', '\n\n[b]: https://a.b/c\n']),
  links: inAnswer('[a](b) '),
  'links in lines': inAnswer('[a](b)\n'),
  'links in HTML': inAnswer('<a href="b">c</a> '),
  'links to unknown headings': inAnswer((index) => `[a](#b${index}) `),
  'links to headings': inAnswer((index) => `#### H${index}\n\n[a](#h${index})\n\n`),
  addresses: inAnswer('https://a.b/c '),
  'addresses in brackets': inAnswer('<https://a.b/c> '),
  'mail addresses': inAnswer('a@b.co '),
  'at signs': inAnswer('a@'),
  'a long address': inAnswer('a', ['https://a.b/', '']),
  'slashes and colons': inAnswer('://'),
  'schemes glued together': inAnswer('http://'),
  'bold tags': inAnswer('<b>'),
  'bold tags that close': inAnswer('<b>a</b> '),
  'tags that go': inAnswer('<input x> '),
  'unknown tags': inAnswer('<run_id> '),
  'line breaks': inAnswer('<br>'),
  'line breaks in lines': inAnswer('<br>\n'),
  'nested blocks of HTML': inAnswer('<div>\n'),
  'nested blocks of HTML in a line': inAnswer('<div>'),
  'nested elements that close': (size) => answering(`a ${'<sub>'.repeat(size / 12)}a${'</sub>'.repeat(size / 12)}`),
  'elements that close each other': inAnswer('<rt><p>'),
  'blocks of HTML': inAnswer('<div>a</div>\n\n'),
  'unclosed details': inAnswer('<details>\n\n'),
  'details that close': inAnswer('<details>\n\na\n\n</details>\n\n'),
  'details in sentences': inAnswer('a <details>\n\n'),
  'details that close in sentences': inAnswer('a <details>\n\nb</details>\n\n'),
  'elements with a name': inAnswer((index) => `<a name="a${index}"></a> [a](#a${index}) `),
  'filtered tags': inAnswer('<script> a </script> '),
  'open comments': inAnswer('<!-- '),
  'open comments in lines': inAnswer('<!-- \n'),
  'open comments in paragraphs': inAnswer('a <!-- b\n\n'),
  comments: inAnswer('<!-- a -->'),
  'comments in lines': inAnswer('<!-- a -->\n'),
  'open comments in a line': inAnswer('a <!-- '),
  'open instructions': inAnswer('a <? '),
  'open declarations': inAnswer('a <!A '),
  'open declarations in lines': inAnswer('<!A\n'),
  'open declarations in paragraphs': inAnswer('<!A\n\n'),
  'open instructions in paragraphs': inAnswer('<? a\n\n'),
  'open character data': inAnswer('a <![CDATA[ '),
  'opening angles': inAnswer('<'),
  'open tags': inAnswer('<a '),
  'open attributes': inAnswer('a=', ['<a ', '']),
  'many attributes': inAnswer((index) => ` a${index}="b"`, ['<a', '>c</a>']),
  'hidden elements': inAnswer('<p hidden>a</p>\n'),
  'open preformatted text': inAnswer('<pre>\n'),
  'one word': inAnswer('a'),
  'a line of words': inAnswer((index) => `${sentence(index)} `),
  'one paragraph again and again': inAnswer(
    'One paragraph that somebody pasted again and again, with more than twenty words in it, so that a check for passages that repeat has much to look at.\n\n',
  ),
  'one paragraph in many answers': alone(
    (index) =>
      `### Question ${index}\n\nOne paragraph that somebody pasted again and again, with more than twenty words in it, so that a check for passages that repeat has much to look at.\n\n`,
  ),
  placeholders: inAnswer('--- question 1 fill here ---\n'),
  'placeholders beside text': inAnswer('a\n--- question 1 fill here ---\n'),
  'placeholders in a line': inAnswer('a --- question 1 fill here --- '),
  'placeholders in ticks': inAnswer('`--- question 1 fill here ---` '),
  fences: inAnswer('```\na\n```\n'),
  'fences in many languages': inAnswer((index) => `\`\`\`lang${index}\na\n\`\`\`\n`),
  'open fences': inAnswer('```\n\n~~~\n\n'),
  'questions in fences': alone((index) => `\`\`\`\n### Question ${index % 900}\n\n> a\n\n\`\`\`\n`),
  'questions in an open fence': (size) =>
    `\`\`\`\n${series((index) => `### Question ${index % 900}\n\n> a\n\n`, size)}`,
  'questions in comments': alone((index) => `<!-- \n### Question ${index % 900}\n\n> a\n\n`),
  'python code': inAnswer('x = f(a, "b") # c\n', ['```python\n', '```\n']),
  'python in many fences': inAnswer('```python\nx = f(a, "b") # c\n```\n'),
  'indented lists': inAnswer('    - a\n'),
  'indented lists below text': inAnswer('a\n    - a\n    - b\n\n'),
  'indented code': inAnswer('    a\n'),
  dollars: inAnswer('$a$ '),
  'dollar signs': inAnswer('$'),
  'exclamation marks': inAnswer('!'),
  carets: inAnswer('^['),
  'carets before a bracket': inAnswer('^[', ['', ']']),
  alerts: inAnswer('> [!NOTE]\n> a\n\n'),
  emoji: inAnswer('😀'),
  'words in Chinese': inAnswer('我们使用了这个框架来训练模型。'),
  'words in Thai': inAnswer('เราใช้เฟรมเวิร์กนี้ '),
  'combining marks': inAnswer('e\u0301\u0323 '),
  'nothing but marks': inAnswer('\u0301'),
  'words from right to left': inAnswer('שלום עולם '),
  'carriage returns': inAnswer('a\r'),
  tabs: inAnswer('\t'),
  'tabs in lists': inAnswer('-\ta\n'),
  'control characters': inAnswer('\u001b'),
  'control characters in lines': inAnswer('\u001b\n'),
  'zero bytes': inAnswer('\0'),
  'front matter': (size) => `---\n${repeat('a: b\n', size)}---\n\n${answering('So.')}`,
  'open front matter': (size) => `---\n${repeat('a: b\n', size)}\n\n${answering('So.')}`,
  'bold lines': alone((index) => `**Question ${index % 900}**\n\na\n\n`),
  'bold lines in a paragraph': inAnswer((index) => `**Question ${index % 900}**\n`),
  'glued headings': alone((index) => `###Question ${index % 900}\n\na\n\n`),
  'headings in bold': alone('# **a** `b`\n'),
  'empty headings': inAnswer('#\n'),
  'headings of HTML': inAnswer('<h1>a</h1>\n\n'),
  'sub- and superscripts': inAnswer('a<sub>b</sub> '),
  'hard breaks': inAnswer('a  \n'),
  'deep emphasis': (size) => answering(`${'*a '.repeat(size / 6)}${' b*'.repeat(size / 6)}`),
};
