import { groupBy } from '../../model/group-by.js';
import type { HeadingLine } from '../document/heading-lines.js';
import type { Outline } from '../document/outline.js';
import type { Template } from '../template/template.js';
import { identityOf } from './label.js';
import type { LabelledHeading } from './question-start.js';

/**
 * Decides by their labels which headings begin a question.
 *
 * If a label occurs as often as in the template (once without a template), each occurrence begins a question. If it
 * occurs more often, only headings with a prompt do (a duplicate question), and those that look like the other
 * questions; the rest are headings inside answers.
 */
export function findQuestionHeadings(outline: Outline, template?: Template): readonly LabelledHeading[] {
  // Dashes under a line of an answer make it an unintended setext heading.
  const candidates = outline.headingLines.filter(
    (headingLine): headingLine is LabelledHeading =>
      headingLine.label !== undefined &&
      (headingLine.form !== 'setext' || headingLine.prompted || headingLine.label.rest === ''),
  );
  const level = mostCommon(
    candidates
      .filter((candidate) => candidate.prompted || candidate.form === 'atx')
      .map((candidate) => candidate.level),
  );
  const isUsualWord = usualWords(candidates, template);
  // A bare number at another level is a heading of the group's own: `### 3. Notes`.
  const isListItem = ({ label, level: own }: LabelledHeading): boolean =>
    label.word === '' && label.id !== '' && /^\d/.test(label.id) && own !== level;
  const usual = candidates.filter(
    (candidate) => candidate.prompted || (isUsualWord(candidate.label.word) && !isListItem(candidate)),
  );
  const isTypical = (candidate: HeadingLine): boolean => candidate.level === level && candidate.label?.rest === '';
  return [...groupBy(usual, ({ label }) => identityOf(label))]
    .flatMap(([identity, sameLabel]) => {
      if (sameLabel.length <= (template?.byLabel.get(identity)?.length ?? 1)) return sameLabel;
      const likely = sameLabel.filter((candidate) => candidate.prompted || isTypical(candidate));
      return likely.length > 0 ? likely : sameLabel;
    })
    .sort((a, b) => a.line - b.line);
}

/** With a template every word, since labels are read with its words only; without one, the most frequent word. */
function usualWords(candidates: readonly LabelledHeading[], template?: Template): (word: string) => boolean {
  if (template) return () => true;
  const most = mostCommon(candidates.map(({ label }) => label.word));
  return (word) => word === most;
}

function mostCommon<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
