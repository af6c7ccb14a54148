import { fragmentOf } from '../fragment.js';
import type { Assessment } from './assessment.js';
import type { Conflict, Merge } from './merge.js';

interface MergeReport {
  /** What the group of an answer is called while names are as they are. */
  readonly whose: (assessment: Assessment) => string;
  /** The file's name, or where else the marks come from. */
  readonly from: string;
  /** Does what is proposed. */
  readonly take: () => void;
}

/** Says what taking in a file does before it is done: every mark that would be replaced or left out is listed. */
export function describeMerge(plan: Merge, report: MergeReport): readonly HTMLElement[] {
  const { added, conflicts, same, unknown, taken } = plan;
  const replaced = conflicts.filter(({ newer }) => taken.includes(newer));
  const left = conflicts.filter(({ newer }) => !taken.includes(newer));
  const summary = [
    `${added.length} new`,
    ...(replaced.length > 0 ? [`${replaced.length} later than what is here`] : []),
    ...(left.length > 0 ? [`${left.length} earlier than what is here`] : []),
    ...(same > 0 ? [`${same} the same`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} of other groups or questions`] : []),
  ];
  return [
    paragraph('import-summary', `${report.from}: ${summary.join(', ')}.`),
    ...list('Replaced by a later one', conflictRows(replaced, 'instead of', report)),
    ...list('Left as they are: the file has an earlier one', conflictRows(left, 'in the file', report)),
    ...list('Not taken in: this site has no such group or question', unknownRows(unknown, report)),
    ...(taken.length > 0 ? [takeButton(taken.length, report)] : [paragraph('', 'There is nothing to take in.')]),
  ];
}

function nameOf(assessment: Assessment, { whose }: MergeReport): string {
  return `Question ${assessment.question}, ${whose(assessment)}`;
}

function conflictRows(conflicts: readonly Conflict[], how: string, report: MergeReport): readonly HTMLElement[] {
  return conflicts.map(({ newer, older }) =>
    row(
      paragraph('import-whose', nameOf(newer, report)),
      paragraph('import-newer', said(newer)),
      paragraph('import-older', `${how} ${said(older)}`),
    ),
  );
}

function unknownRows(unknown: readonly Assessment[], report: MergeReport): readonly HTMLElement[] {
  return unknown.map((assessment) =>
    row(paragraph('import-whose', nameOf(assessment, report)), paragraph('import-older', said(assessment))),
  );
}

function row(...parts: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement('li');
  made.append(fragmentOf(parts));
  return made;
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function said({ mark, note, updated }: Assessment): string {
  const what = [mark === '' ? 'no mark' : mark, ...(note === '' ? [] : [`“${note}”`])].join(' · ');
  return `${what} (${time.format(new Date(updated))})`;
}

function list(title: string, rows: readonly HTMLElement[]): readonly HTMLElement[] {
  if (rows.length === 0) return [];
  const head = document.createElement('h3');
  head.textContent = title;
  const items = document.createElement('ul');
  items.append(fragmentOf(rows));
  return [head, items];
}

function takeButton(count: number, { from, take }: MergeReport): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tool tool-main';
  button.textContent = `Take in ${count}`;
  button.addEventListener('click', () => {
    take();
    const done = paragraph('import-done', `${count} taken in from ${from}.`);
    done.tabIndex = -1;
    button.replaceWith(done);
    done.focus();
  });
  return button;
}

function paragraph(className: string, text: string): HTMLElement {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  return made;
}
