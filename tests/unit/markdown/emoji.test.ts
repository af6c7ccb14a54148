import { beforeAll, describe, expect, it } from 'vitest';
import { loadEmoji } from '../../../src/markdown/syntax/emoji.js';
import { plainText } from '../../../src/parse/text/plain-text.js';
import { readProse } from '../../../src/parse/text/prose.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';
import { rendered } from './rendered.js';

beforeAll(() => loadEmoji(':tada:'));

describe('a short name between colons', () => {
  it.each([
    ['is an emoji', 'Done :tada: :+1:, (:rocket:) *:heart:*', '<p>Done 🎉 👍, (🚀) <em>❤️</em></p>'],
    [
      'is an emoji in a heading and in a link',
      '# :tada: [:zap:](https://a.example)',
      '<h4>🎉 <a href="https://a.example" rel="noopener noreferrer nofollow">⚡</a></h4>',
    ],
    ['with underscores', ':white_check_mark: _:x:_', '<p>✅ <em>❌</em></p>'],
    ['is text in code', '`:tada:`', '<p><code>:tada:</code></p>'],
    ['is text when it is escaped', '\\:tada:', '<p>:tada:</p>'],
    [
      'is text when there is no such emoji',
      ':nosuchname: :shipit: :constructor:',
      '<p>:nosuchname: :shipit: :constructor:</p>',
    ],
    [
      'is no time, ratio, port or namespace',
      '10:30:45, 1:100:2, host:100: std::on::id a:on:b',
      '<p>10:30:45, 1:100:2, host:100: std::on::id a:on:b</p>',
    ],
    ['is no emoticon', ':) :-( :/ :o :D', '<p>:) :-( :/ :o :D</p>'],
    [
      'is text in an address',
      'https://a.example/:tada:/',
      '<p><a class="link-bare" href="https://a.example/:tada:/" rel="noopener noreferrer nofollow">https://a.example/:tada:/</a></p>',
    ],
  ])('%s', (_, markdown, html) => {
    expect(rendered(markdown)).toBe(html);
  });

  it('is no word, but an answer', () => {
    expect(readProse({ markdown: 'It works now :tada: :rocket: :+1:', origin: [] }).words).toBe(3);
    expect(readProse({ markdown: ':white_check_mark:', origin: [] })).toMatchObject({ words: 0, visible: true });
  });

  it('names a heading as it is written', () => {
    expect(readProse({ markdown: '# :tada: Done', origin: [] }).headings).toEqual([
      { text: ':tada: Done', level: 1, line: 0 },
    ]);
    expect(plainText(':tada: *Done*')).toBe(':tada: Done');
  });

  it('takes time in proportion to their number', () => {
    const start = process.cpuUsage();
    const { words } = readProse({ markdown: '*a* :tada: '.repeat(50_000), origin: [] });
    expect(words).toBe(50_000);
    expect(cpuMilliseconds(start)).toBeLessThan(10_000);
  });
});
