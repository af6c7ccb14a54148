import { describe, expect, it } from 'vitest';
import { readProse } from '../../../src/parse/text/prose.js';
import { measureText } from '../../../src/parse/text/words.js';

const words = (markdown: string): number =>
  readProse({ markdown, origin: markdown.split('\n').map((_, index) => ({ line: index + 1, column: 1 })) }).words;

describe('words as a reader counts them', () => {
  it.each([
    ['plain words', 'We used two instruments.', 4],
    ['inline code', 'Run `uv sync --all` now', 5],
    ['no code blocks', 'Run\n```bash\nuv sync --all\n```\nnow', 2],
    ['no bare addresses', 'See https://example.com/a/b and <https://example.com>.', 2],
    ['the text of a link, not its address', '[our own page](https://example.com)', 3],
    ['no link whose text is its address', '[https://example.com](https://example.com) works', 1],
    ['no image, no description', '![a wide field](figures/a.png) and words', 2],
    ['no punctuation', 'a - b – c … !', 3],
    ['hyphenated words once', 'a well-known state-of-the-art thing', 4],
    ['pseudo-tags as the words they are', 'train +run=<run_id> with uv add <package>', 6],
    ['text in raw HTML, not its tags', '<details><summary>More about it</summary>\n\nhidden no more\n\n</details>', 6],
    ['words joined across inline markup once', '**19 test**s and <b>bo</b>ld', 4],
    ['a line break as a blank', 'first<br>second<br/>third', 3],
    ['no comments', 'seen <!-- unseen words --> again', 2],
    ['table cells', '| one | two |\n| --- | --- |\n| three | four five |', 5],
    ['task boxes not', '- [x] done thing\n- [ ] open thing', 4],
    ['footnotes, without their notes', 'Claim.[^1]\n\n[^1]: The proof.', 1],
    ['notes that nothing refers to', '[^1]: The proof.', 3],
    ['Chinese by its dictionary', '我们使用了两台仪器', 6],
    ['letters of every script', 'Ærø på dansk, naïve Ελλάδα', 5],
    ['nothing', '', 0],
  ])('%s', (_, markdown, expected) => {
    expect(words(markdown)).toBe(expected);
  });
});

describe('characters, where a prompt limits those', () => {
  it.each([
    ['Han characters one each, words of other scripts too', '我们用 PyTorch 训练了3个模型。', 11],
    ['words and characters that touch', '使用PyTorch训练', 5],
    ['no punctuation, no addresses', '好，见 https://example.com/页 。', 2],
    ['words of a text without Han characters', 'Two words', 2],
    ['kana', 'テストです', 5],
  ])('counts %s', (_, text, expected) => {
    expect(measureText(text).characters).toBe(expected);
  });
});
