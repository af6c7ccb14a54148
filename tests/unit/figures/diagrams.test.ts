import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDiagram } from '../../../src/figures/diagrams/describe-diagram.js';
import { drawDiagram } from '../../../src/figures/diagrams/draw-diagram.js';
import { planDiagrams } from '../../../src/figures/diagrams/plan-diagrams.js';
import { encodeSvg } from '../../../src/figures/svg/encode-svg.js';
import { diagramAddress } from '../../../src/model/figure.js';
import { searchOf } from '../../support/long-tests.js';

async function draw(source: string): Promise<string> {
  const drawing = await drawDiagram(source);
  return 'svg' in drawing ? drawing.svg : drawing.reason;
}

/** The lines of text in a drawing, sorted. */
function textsOf(svg: string): readonly string[] {
  const decode = (text: string): string =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)]
    .flatMap(([, content = '']) => content.split(/<tspan x=/))
    .map((line) => decode(line.replace(/^"[^>]*>/, '').replace(/<[^>]*>/g, '')))
    .filter((line) => line !== '')
    .sort();
}

const drawn: Readonly<Record<string, readonly [source: string, texts: readonly string[]]>> = {
  'a flowchart': [
    'flowchart LR\n  Sow[Sow seeds] -->|in May| Water("Water (daily)<br/>and weed")\n  Water -- dry --> Water\n  Water ==> Pick{Ripe?}',
    ['Ripe?', 'Sow seeds', 'Water (daily)', 'and weed', 'dry', 'in May'],
  ],
  'arrows without blanks': ['graph TD;a-->b;b-.->c;c---d', ['a', 'b', 'c', 'd']],
  'chains and groups of nodes': ['graph TB\n a & b --> c[End] --> d & e', ['End', 'a', 'b', 'd', 'e']],
  'nested groups': [
    'graph LR\n subgraph farm [The farm]\n direction TB\n a --> b\n subgraph "Inner field"\n c\n end\n end\n b --> c',
    ['Inner field', 'The farm', 'a', 'b', 'c'],
  ],
  'front matter, directives, comments': [
    '---\ntitle: "A year"\nconfig:\n  theme: dark\n---\n%%{init: {"theme": "dark"}}%%\n%% a --> b\ngraph TD\n%% x\n  a["50% of #quot;a/b#quot;; c"] --> b[`raw`]',
    ['50% of "a/b"; c', '`raw`'],
  ],
  'a label on several lines': ['%% 5"\ngraph TD\n  %% 7"\n  a["one\n   two; three"] --> b', ['b', 'one', 'two; three']],
  'letters of any script': ['graph TD\n  æøå --> n1[数据 → модель]', ['æøå', '数据 → модель']],
  'every shape': [
    'graph TD\na[a1]---b(b1)---c{c1}---d([d1])---e((e1))---f[[f1]]---g(((g1)))---h{{h1}}---i[(i1)]---j>j1]---k[/k1\\]---l[\\l1/]---m[/m1/]',
    ['a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1', 'h1', 'i1', 'j1', 'k1', 'l1', 'm1'],
  ],
  'a state diagram': [
    'stateDiagram-v2\n direction LR\n [*] --> Idle\n Idle : waits for rain\n Idle --> Growing : it rains\n state Growing {\n  [*] --> Small\n  Small --> Tall\n }\n state "All done" as Done\n Growing --> Done\n Done --> [*]',
    ['All done', 'Growing', 'Small', 'Tall', 'it rains', 'waits for rain'],
  ],
  'a sequence diagram': [
    'sequenceDiagram\n participant A as Ann Lee\n actor B\n A->>+B: Is it ready: now?\n Note right of B: looks up\n loop each day\n B-->>-A: no\n end\n alt warm\n A-)B: go\n else cold\n B->A: wait\n end',
    ['Ann Lee', 'B', 'Is it ready: now?', '[cold]', 'alt [warm]', 'go', 'loop [each day]', 'looks up', 'no', 'wait'],
  ],
  'a numbered sequence': ['sequenceDiagram\nautonumber\nA->>B: x\nB->>A: y', ['1. x', '2. y', 'A', 'B']],
  'a class diagram': [
    'classDiagram\n class Crop~T~ {\n  <<interface>>\n  +String name\n  +grow(days: int, List~int~ rain) bool\n }\n Crop~T~ <|-- Bean : is a\n Bean "1" *-- "many" Pod : has\n Bean : -int pods',
    [
      '+ grow(days: int, List<int> rain): bool',
      '+ name: String',
      '- pods: int',
      '1',
      '<<interface>>',
      'Bean',
      'Crop<T>',
      'Pod',
      'has',
      'is a',
      'many',
    ],
  ],
  'an entity-relationship diagram': [
    'erDiagram\n FARM ||--o{ FIELD : "is made of"\n FIELD {\n  int id PK\n  string soil-type\n }\n "Old barn"',
    ['FARM', 'FIELD', 'Old barn', 'PK', 'id', 'int', 'is made of', 'soil-type', 'string'],
  ],
};

const refused: readonly (readonly [source: string, reason: string])[] = [
  ['', 'There is nothing in it.'],
  ['gantt\n title Plan', 'Diagrams that begin with “gantt” cannot be drawn.'],
  ['xychart-beta\n bar [1]', 'Diagrams that begin with “xychart-beta” cannot be drawn.'],
  ['graph TD\n a --x b', '“a --x b” is beyond what can be drawn.'],
  ['graph TD\n a---ob', '“a---ob” is beyond what can be drawn.'],
  ['graph TD\n a@{ shape: delay }', '“a@{ shape: delay }” is beyond what can be drawn.'],
  ['graph TD\n a[open --> b', '“a[open --> b” is beyond what can be drawn.'],
  ['graph TD\n a -->', '“a -->” is beyond what can be drawn.'],
  ['graph TD\n subgraph s\n a\n end\n s --> b', 'An arrow to the whole of “s” cannot be drawn.'],
  ['graph TD\n subgraph s\n a', 'A “subgraph” has no “end”.'],
  ['graph TD\n a["<img src=x onerror=alert(1)>"]', 'A label has HTML in it that is more than formatting.'],
  ['graph TD\n a["$$x^2$$"]', 'A label has a formula in it.'],
  ['graph TD\n a[\uE001]', 'A label has a character that no font shows.'],
  ['stateDiagram-v2\n a --> b\n note right of a : why', '“note right of a : why” is beyond what can be drawn.'],
  ['stateDiagram-v2\n state a <<choice>>', '“state a <<choice>>” is beyond what can be drawn.'],
  ['sequenceDiagram\n A-xB: lost', '“A-xB: lost” is beyond what can be drawn.'],
  ['sequenceDiagram\n loop x\n A->>B: y', 'A “loop” has no “end”.'],
  ['classDiagram\n A -- B', '“A -- B” is beyond what can be drawn.'],
  ['classDiagram\n note "x"', '“note "x"” is beyond what can be drawn.'],
  ['erDiagram\n A {\n int b "why"\n }', 'An attribute has a comment.'],
  ['erDiagram\n A one or more to many B : x', '“A one or more to many B : x” is beyond what can be drawn.'],
  [`graph TD\n${'a --> b\n'.repeat(250)}`, 'It has more than 250 parts and arrows.'],
  [`graph TD\na & ${'b & '.repeat(1200)}c`, 'A line has more than 2000 characters.'],
  [`graph TD\n${'%% x\n'.repeat(5000)}`, 'It has more than 20000 characters.'],
  [`graph TD\n${'a & '.repeat(300)}b --> ${'c & '.repeat(100)}d`, 'It has too many arrows.'],
];

describe('a diagram', () => {
  it.each(Object.entries(drawn))('of %s is drawn with all its labels', async (_, [source, texts]) => {
    expect(textsOf(await draw(source))).toEqual([...texts].sort());
  });

  it.each(refused)('%j is not drawn, for a reason', async (source, reason) => {
    expect(await drawDiagram(source)).toEqual({ reason });
  });

  it('keeps plain colours and nothing else of what styles say, and no links', async () => {
    const svg = await draw(
      'graph TD\n classDef warm fill:#fdb,stroke:url(https://a.invalid/x),filter:blur(9px)\n a:::warm --> b\n style b fill:red,color:expression(alert(1))\n click a "javascript:alert(1)"\n click b href "https://a.invalid/" _blank\n linkStyle 0 stroke:red',
    );
    expect(svg).toContain('fill="#fdb"');
    expect(svg).toContain('fill="red"');
    expect(svg).not.toMatch(/invalid|javascript|expression|blur|href|url\((?!#)/);
  });

  it.each(Object.entries(drawn))('of %s has only what the sanitizer keeps', async (_, [source]) => {
    const svg = await draw(source);
    expect(svg).not.toMatch(/<style|class=|data-|var\(|color-mix|@import/);
    const encoded = await encodeSvg(Buffer.from(svg));
    if ('failure' in encoded) throw new Error(encoded.reason);
    const kept = Buffer.from(encoded.variants[0]?.bytes ?? []).toString();
    const attributes = (text: string): number => text.match(/ [\w-]+="/g)?.length ?? 0;
    expect([textsOf(kept), attributes(kept)]).toEqual([textsOf(svg), attributes(svg)]);
  });

  it('of classes has its diamonds at the ends of lines, outside of the boxes', async () => {
    const svg = await draw('classDiagram\n A *-- B\n C --o D');
    expect(svg.match(/<marker id="cls-(?:composition|aggregation)"[^>]* refX="12"/g)).toHaveLength(2);
    expect(svg.match(/marker-(?:start|end)="url\(#cls-(?:composition|aggregation)\)"/g)).toHaveLength(2);
  });

  it('is described by its labels and title', () => {
    expect(
      describeDiagram('---\ntitle: A year\n---\ngraph TD\n a[Sow<br>seeds] -->|in May| b[Water]\n b --> a'),
    ).toEqual({
      alt: 'Diagram “A year”: in May, Sow seeds, Water',
      title: 'A year',
    });
    expect(
      describeDiagram(`graph TD\n ${Array.from({ length: 120 }, (_, index) => `node${index}`).join(' & ')}`).alt,
    ).toMatch(/^Diagram: node0, node1, .* node\d+, …$/);
  });
});

/** Labels without what mermaid reads as markup in them. */
const label = fc
  .array(
    fc.constantFrom(
      'seed',
      'Rain',
      'x',
      '7',
      'å',
      '数',
      '-',
      '--',
      '->',
      '%',
      '%%',
      '/',
      '.',
      ':',
      ',',
      '?',
      '!',
      '=',
      '==',
      '~~',
      '$',
      '&',
      "'",
      'end',
      'style',
      'graph',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(' '));
const arrows = ['-->', '---', '-.->', '-.-', '==>', '===', '<-->', '---->', '<-.->'] as const;
const edge = fc.record({
  from: fc.nat(5),
  to: fc.nat(5),
  arrow: fc.constantFrom(...arrows),
  text: fc.option(label, { nil: undefined }),
  blank: fc.constantFrom('', ' '),
  form: fc.nat(3),
});

describe('a random diagram', () => {
  it('is drawn with every label, as often as it is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(label, { minLength: 6, maxLength: 6 }),
        fc.array(edge, { minLength: 1, maxLength: 7 }),
        async (labels, edges) => {
          const brackets = [
            ['["', '"]'],
            ['("', '")'],
            ['{"', '"}'],
            ['(["', '"])'],
          ] as const;
          const lines = edges.map(({ from, to, arrow, text, blank, form }) => {
            const [open, close] = brackets[form] ?? brackets[0];
            const node = `n${from}${open}${labels[from]}${close}`;
            return `${node}${blank}${arrow}${text === undefined ? '' : `|"${text}"|`}${blank}n${to}["${labels[to]}"]`;
          });
          const expected = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map(
            (index) => labels[index] ?? '',
          );
          const texts = edges.flatMap(({ text }) => text ?? []);
          const svg = await draw(`graph LR\n${lines.join('\n')}`);
          expect(textsOf(svg)).toEqual([...expected, ...texts].sort());
        },
      ),
      searchOf(30, 300),
    );
  }, 120_000);
});

describe('the diagrams of a report', () => {
  const refusedOf = (sources: readonly string[]): readonly boolean[] => {
    const hrefs = sources.map(diagramAddress);
    const targets = planDiagrams(
      hrefs.map((href) => ({ form: 'diagram' as const, href })),
      hrefs,
    );
    return hrefs.map((href) => {
      const target = targets.get(href);
      return target?.kind === 'diagram' && target.refused !== undefined;
    });
  };

  it('are drawn up to a number', () => {
    const sources = Array.from({ length: 42 }, (_, index) => `graph TD\na${index}`);
    expect(refusedOf(sources)).toEqual([...Array.from({ length: 40 }, () => false), true, true]);
  });

  it('are drawn up to a size; one that cannot be drawn takes none of it', () => {
    const large = (from: number): string =>
      `graph TD\n${Array.from({ length: 120 }, (_, index) => `a${from + index} --> a${from}`).join('\n')}`;
    expect(refusedOf(['gantt', large(1), large(2), large(3), 'pie', large(4), 'graph TD\na'])).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
  });
});
