import { expect, it } from 'vitest';
import { formatFolded } from '../../../src/cli/publish-output.js';
import { findPersonal } from '../../../src/publish/find-personal.js';
import { foldFindings } from '../../../src/publish/fold-findings.js';

const form = /s\d{6}/;
const files = {
  'heron/index.html': 'ada@uni.dk\nbob@uni.dk ada@uni.dk s123456',
  'heron/report.json': 'ada@uni.dk bob@uni.dk',
  'otter.html': 'cy@uni.dk',
  'questions/1.html': 'ada@uni.dk cy@uni.dk dee@uni.dk',
  'search.html': 'ada@uni.dk bob@uni.dk cy@uni.dk s123456',
};
const findings = Object.entries(files).flatMap(([path, text]) => findPersonal({ path, text }, form));
const folded = foldFindings(findings, [
  { group: 'Grey heron', slug: 'heron' },
  { group: 'Otter\u001b[2J', slug: 'otter' },
]);

it('folds what is found to one line per group and kind, wherever it is repeated', () => {
  expect(formatFolded(folded, 9)).toBe(
    'warning: Grey heron has what looks like 2 e-mail addresses: such as a…@uni.dk in heron/index.html:1\n' +
      'warning: Grey heron has what looks like a student number: s1… in heron/index.html:2\n' +
      'warning: Otter\\x1b[2J has what looks like an e-mail address: c…@uni.dk in otter.html:1\n' +
      'warning: the pages over all groups have what looks like an e-mail address: d…@uni.dk in questions/1.html:1\n' +
      'Every place is listed with --verbose.\n',
  );
});

it('lists them up to a limit', () => {
  expect(formatFolded(folded, 1)).toMatch(/^warning: .*\nwarning: and so on, in 3 more\nEvery place .*\n$/);
  expect(formatFolded([], 1)).toBe('');
});
