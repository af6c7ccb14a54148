import { expect, it } from 'vitest';
import { messageHtml } from '../../../src/render/message-html.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';

const places = [
  { line: 12, question: 'Question <3>', href: '#q3', editor: null },
  { line: 20, question: 'Aufgabe 1', href: null, editor: null },
  { line: 30, question: null, href: null, editor: null },
];

it.each([
  ['Run `report check` & `--fix`.', 'Run <code>report check</code> &amp; <code>--fix</code>.'],
  ['`<img src=x onerror=alert(1)>` is “<b>”', '<code>&lt;img src=x onerror=alert(1)&gt;</code> is “&lt;b&gt;”'],
  ['One ` alone', 'One ` alone'],
  ['It stands on line 12.', 'It stands in <a href="#q3">Question &lt;3&gt;</a>.'],
  ['Question <3> was already asked on line 12.', 'Question &lt;3&gt; was already asked <a href="#q3">above</a>.'],
  ['It stands on line 20, on line 30, on line 121.', 'It stands in Aufgabe 1, on line 30, on line 121.'],
  ['The item “what fails on line 12” is new.', 'The item “what fails on line 12” is new.'],
  [
    'The item “Fill out `a&b.py`, on line 12” is new.',
    'The item “Fill out <code>a&amp;b.py</code>, on line 12” is new.',
  ],
  ['Say “```text```”, “```python” or “`”.', 'Say “```text```”, “```python” or “`”.'],
  ['`on line 12`', '<code>on line 12</code>'],
])('%s', (message, html) => {
  expect(String(messageHtml(message, places))).toBe(html);
});

it('takes linear time', () => {
  const before = process.cpuUsage();
  messageHtml('`'.repeat(200_001).concat(' on line '.repeat(50_000), '“'.repeat(200_000)), places);
  expect(cpuMilliseconds(before)).toBeLessThan(2_000);
});
