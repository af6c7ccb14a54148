import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { loadHighlight } from '../../../src/render/html/highlight.js';
import { kindOfColour, theme } from '../../../src/render/html/highlight-theme.js';

it('highlights code the same whatever other languages are loaded', async () => {
  const codes = [
    ['md', '# Title\n\n```python\nimport numpy as np\n```\n'],
    ['html', '<style>a { color: red }</style><script>const a = 1;</script>'],
    ['dockerfile', 'RUN for x in a b; do echo "$x"; done'],
  ] as const;
  const among = await loadHighlight(['md', 'html', 'dockerfile', 'python', 'javascript', 'css', 'bash', 'sh']);
  for (const [language, code] of codes) {
    const alone = await loadHighlight([language]);
    expect(alone(code, language)).toContain('<span class="hl-');
    expect(among(code, language)).toBe(alone(code, language));
  }
});

it('does not highlight a line that is too long, but the others', async () => {
  const highlight = await loadHighlight(['json']);
  const long = `{"a":"${'x'.repeat(2000)}"}`;
  const escaped = long.replaceAll('"', '&quot;');
  expect(highlight(`${long}\n1\n`, 'json')).toBe(`${escaped}\n<span class="hl-constant">1</span>`);
});

it('does not highlight code that is too long or in an unknown language', async () => {
  const highlight = await loadHighlight(['python', 'nosuch', '__proto__']);
  expect(highlight('a < b', 'nosuch')).toBe('a &lt; b');
  expect(highlight('a < b', '__proto__')).toBe('a &lt; b');
  expect(highlight('x = 1\n'.repeat(10_000), 'python')).toBe('x = 1\n'.repeat(10_000));
});

it('has a colour in the style sheet for every kind of token', async () => {
  const styles = await readFile(new URL('../../../assets/styles/code.css', import.meta.url), 'utf8');
  const kinds = theme.settings.flatMap(({ settings }) => kindOfColour(settings.foreground) ?? []);
  expect(kinds).toContain('inserted');
  for (const kind of kinds) expect(styles).toMatch(new RegExp(`^\\.hl-${kind}(?: \\{|,)$`, 'm'));
});

it('tells inserted, deleted and changed lines of a diff apart', async () => {
  const highlight = await loadHighlight(['diff']);
  expect(highlight('-a\n+b\n!c\n d', 'diff')).toBe(
    '<span class="hl-deleted">-a</span>\n<span class="hl-inserted">+b</span>\n<span class="hl-changed">!c</span>\n d',
  );
});
