import { describe, expect, it } from 'vitest';
import { readProse } from '../../../src/parse/text/prose.js';
import { rendered } from './rendered.js';

const link = (text: string): string =>
  `<a class="link-bare" href="http://${text}" rel="noopener noreferrer nofollow">${text}</a>`;

describe('an address that begins with www.', () => {
  it.each([
    ['is a link', 'See www.example.org/docs now', `See ${link('www.example.org/docs')} now`],
    [
      'ends before punctuation',
      'www.example.org. www.example.org/a?b=c, www.example.org!?',
      `${link('www.example.org')}. ${link('www.example.org/a?b=c')}, ${link('www.example.org')}!?`,
    ],
    [
      'ends before a parenthesis that opens outside of it',
      '(www.example.org/a_(b)) www.example.org/(c)',
      `(${link('www.example.org/a_(b)')}) ${link('www.example.org/(c)')}`,
    ],
    [
      'ends before markup',
      '**www.example.org** and *www.example.org/a*',
      `<strong>${link('www.example.org')}</strong> and <em>${link('www.example.org/a')}</em>`,
    ],
    ['ends before a tag', 'www.example.org<br>x', `${link('www.example.org')}<br />x`],
    ['is text inside a word', 'awww.example.org /www.example.org', 'awww.example.org /www.example.org'],
    ['is text without a host', 'www. www.. www.a_b www.a_b.c', 'www. www.. www.a_b www.a_b.c'],
    [
      'is text in code and in links',
      '`www.example.org` [www.example.org](https://b.example)',
      '<code>www.example.org</code> <a href="https://b.example" rel="noopener noreferrer nofollow">www.example.org</a>',
    ],
    ['is needed: other hosts are names of files', 'data.py and example.org', 'data.py and example.org'],
  ])('%s', (_, markdown, html) => {
    expect(rendered(markdown)).toBe(`<p>${html}</p>`);
  });

  it('is no word, but an answer', () => {
    expect(readProse({ markdown: 'www.my-api.example.com/docs', origin: [] })).toMatchObject({
      words: 0,
      visible: true,
      links: [{ href: 'http://www.my-api.example.com/docs' }],
    });
  });
});

describe('tildes', () => {
  it.each([
    ['one strikes through', 'a ~b~ c', 'a <s>b</s> c'],
    ['two do', 'a ~~b~~ c ~~d ~e~ f~~', 'a <s>b</s> c <s>d <s>e</s> f</s>'],
    ['one inside a word does', 'a~b~c', 'a<s>b</s>c'],
    ['three are text', 'a ~~~b~~~ c', 'a ~~~b~~~ c'],
    ['one and two are no pair', 'a ~b~~ c', 'a ~b~~ c'],
    ['beside blanks are text', '~5 and ~6, a ~ b ~ c', '~5 and ~6, a ~ b ~ c'],
    ['between digits are a range', '5~10 and 3~4', '5~10 and 3~4'],
    ['in a path are text', 'cd ~/data and ~/code', 'cd ~/data and ~/code'],
  ])('%s', (_, markdown, html) => {
    expect(rendered(markdown)).toBe(`<p>${html}</p>`);
  });
});
