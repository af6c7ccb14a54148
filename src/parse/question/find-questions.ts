import { groupBy } from '../../model/group-by.js';
import type { Landmark } from '../document/landmarks.js';
import type { Outline } from '../document/outline.js';
import type { Template } from '../template/template.js';
import { identityOf } from './label.js';
import type { LabelledLandmark } from './question-start.js';

/**
 * Decides which headings begin a question, by their labels.
 *
 * A label that stands as often as the template has it (once, without a template) begins a question each time. Where it
 * stands more often, the headings with a prompt do (a question given twice), and those that look like every other
 * question; the rest are headings inside an answer.
 */
export function findLabelled(outline: Outline, template?: Template): readonly LabelledLandmark[] {
  // Dashes under a line of an answer make it a heading that nobody meant.
  const candidates = outline.landmarks.filter(
    (landmark): landmark is LabelledLandmark =>
      landmark.label !== undefined && (landmark.form !== 'setext' || landmark.prompted || landmark.label.rest === ''),
  );
  const level = mostCommon(
    candidates
      .filter((candidate) => candidate.prompted || candidate.form === 'atx')
      .map((candidate) => candidate.level),
  );
  const isUsualWord = usualWords(candidates, template);
  // A bare number at another level is a list of somebody's own: `### 3. Notes`.
  const isLoose = ({ label, level: own }: LabelledLandmark): boolean =>
    label.word === '' && label.id !== '' && /^\d/.test(label.id) && own !== level;
  const usual = candidates.filter(
    (candidate) => candidate.prompted || (isUsualWord(candidate.label.word) && !isLoose(candidate)),
  );
  const looksUsual = (candidate: Landmark): boolean => candidate.level === level && candidate.label?.rest === '';
  return [...groupBy(usual, ({ label }) => identityOf(label))]
    .flatMap(([identity, rivals]) => {
      if (rivals.length <= (template?.byLabel.get(identity)?.length ?? 1)) return rivals;
      const evident = rivals.filter((candidate) => candidate.prompted || looksUsual(candidate));
      return evident.length > 0 ? evident : rivals;
    })
    .sort((a, b) => a.line - b.line);
}

/** With a template its own words, which are all that its labels are read with; without one, the word used most. */
function usualWords(candidates: readonly LabelledLandmark[], template?: Template): (word: string) => boolean {
  if (template) return () => true;
  const most = mostCommon(candidates.map(({ label }) => label.word));
  return (word) => word === most;
}

function mostCommon<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
