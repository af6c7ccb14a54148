import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOfFault } from '../../../../assets/client/parts/grading/json-fault.js';
import { searchOf } from '../../../support/long-tests.js';

describe('lineOfFault', () => {
  it.each([
    ['{\n"a": 1,\n}', 3],
    ['{\n"a" 1}', 2],
    ['[1,\n2\n3]', 3],
    ['[1,\n"never closed\n]', 2],
    ['{"a":\n01}', 2],
    ['{"a": [1}\n]', 1],
    ['{}\n\n{}', 3],
    ['[\n', 2],
    ['\n\nslug,question', 3],
    ['', 1],
  ])('finds where %j stops being JSON', (text, line) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(lineOfFault(text)).toBe(line);
  });

  it('reads whatever is JSON to its end', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        // A brace too many is the only thing that is wrong, so it is where it stops.
        expect(lineOfFault(`${text}\n}`)).toBe(text.split('\n').length + 1);
      }),
      searchOf(100, 1000),
    );
  });
});
