import { expect, it } from 'vitest';
import { figureMissingFile, figurePath } from '../../../src/check/rules/figures.js';
import { indexFiles } from '../../../src/figures/resolve/file-index.js';
import { resolveFigure } from '../../../src/figures/resolve/resolve-figure.js';
import type { FigureOutcome } from '../../../src/model/figure.js';
import { parse, withAnswer } from '../parse/course.js';

const files = indexFiles(['figures/My Plot (1).png', 'figures/curve.png'], []);

function messages(rule: typeof figurePath, href: string): readonly string[] {
  const { report } = parse(withAnswer(1, `![A curve](${href})`));
  const outcomes = new Map<string, FigureOutcome>(
    report.figures.map((figure) => [
      figure.href,
      { target: resolveFigure(figure.href, files), failure: 'absent', reason: '' },
    ]),
  );
  return rule
    .find({ report, outcomes, pictures: files.paths, counting: 'read', parsed: [] })
    .map(({ message }) => message);
}

it('suggests addresses that can be pasted into Markdown', () => {
  expect(messages(figurePath, '<figures/my plot (1).png>')).toEqual([
    '“figures/my%20plot%20(1).png” was found only because the letter case was overlooked: write “figures/My%20Plot%20%281%29.png”.',
  ]);
  expect(messages(figureMissingFile, 'figures/curv.png')).toEqual([
    'There is no file “figures/curv.png” in the report’s folder. Did you mean “figures/curve.png”?',
  ]);
});
