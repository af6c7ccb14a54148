import { describe, expect, it } from 'vitest';
import { readConstraints } from '../../../src/parse/limits/limits.js';

const limits = (text: string, length?: string): unknown =>
  readConstraints({ text, from: 'report', ...(length === undefined ? {} : { length }) }).map(
    ({ from: _, ...limit }) => limit,
  );

describe('limits in the words of a prompt', () => {
  it.each([
    ['Answer length: 100-200 words', [{ kind: 'words', min: 100, max: 200 }]],
    ['Recommended answer length: 100-200 words.', [{ kind: 'words', min: 100, max: 200 }]],
    ['Recommended answer length: 100–200 words', [{ kind: 'words', min: 100, max: 200 }]],
    ['Recommended answer length: 0-200 words.', [{ kind: 'words', min: 0, max: 200 }]],
    ['Answer length: 100 to 200 words', [{ kind: 'words', min: 100, max: 200 }]],
    ['Answer length: between 100 and 200 words', [{ kind: 'words', min: 100, max: 200 }]],
    ['Answer length: at least 100 words', [{ kind: 'words', min: 100 }]],
    ['Answer length: at most 200 words', [{ kind: 'words', max: 200 }]],
    ['Answer length: max. 200 words', [{ kind: 'words', max: 200 }]],
    ['Answer length: no more than 200 words', [{ kind: 'words', max: 200 }]],
    ['Answer length: 150 words', [{ kind: 'words', max: 150 }]],
    [
      'Recommended answer length: 200-300 words + 1 to 3 screenshots',
      [
        { kind: 'words', min: 200, max: 300 },
        { kind: 'figures', min: 1, max: 3 },
      ],
    ],
    ['Länge: 50-100 Wörter', [{ kind: 'words', min: 50, max: 100 }]],
    ['Længde: 50-100 ord', [{ kind: 'words', min: 50, max: 100 }]],
    ['Answer length: two figures', [{ kind: 'figures', min: 2, max: 2 }]],
    ['Answer length: as long as it takes', []],
  ])('%s', (length, expected) => {
    expect(limits('**Explain.**', length)).toEqual(expected);
  });
});

describe('requests for figures', () => {
  it.each([
    ['**Insert 1-2 images of your storage.**', [{ kind: 'figures', min: 1, max: 2 }]],
    ['**Upload one image of your registry.**', [{ kind: 'figures', min: 1, max: 1 }]],
    ['**Include a figure that describes the overall architecture.**', [{ kind: 'figures', min: 1 }]],
    ['**Upload 1 to 3 screenshots that show the experiments.**', [{ kind: 'figures', min: 1, max: 3 }]],
    ['**Attach at least two annotated microscope photos.**', [{ kind: 'figures', min: 2 }]],
    ['**You can take inspiration from [this figure](figures/x.png).**', []],
    ['**This may include loss graphs, logged images, sweeps etc.**', []],
    ['**Explain the overall steps in figure.**', []],
    ['**Feel free to insert a link to a workflow. Include a link to one of your files.**', []],
    ['**Explain how you would run your images and include a link.**', []],
  ])('%s', (text, expected) => {
    expect(limits(text)).toEqual(expected);
  });
});
