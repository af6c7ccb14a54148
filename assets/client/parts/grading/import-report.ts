import type { MarkRecord } from '../../../../src/model/mark-record.js';
import { fragmentOf } from '../fragment.js';
import type { Conflict, Merge } from './merge.js';

interface MergeReport {
  /** What the group of an answer is called while names are as they are. */
  readonly whose: (record: MarkRecord) => string;
  /** What its question is called. */
  readonly question: (record: MarkRecord) => string;
  /** The file's name, or where else the marks come from. */
  readonly from: string;
  /** The title of the site that the file was written for; empty when it is not known. */
  readonly title: string;
  /** Does what is proposed. */
  readonly take: () => void;
  /** Refuses what is proposed, where it would be proposed again. */
  readonly decline?: () => void;
}

/** Says what taking in a file does before it is done: every mark that would be replaced or left out is listed. */
export function describeMerge(plan: Merge, report: MergeReport): readonly HTMLElement[] {
  const { added, conflicts, same, confirmed, unknown, refused, foreign, taken } = plan;
  const replaced = conflicts.filter(({ newer }) => taken.includes(newer));
  const left = conflicts.filter(({ newer }) => !taken.includes(newer));
  const summary = [
    `${added.length} new`,
    ...(replaced.length > 0 ? [`${replaced.length} later than what is here`] : []),
    ...(left.length > 0 ? [`${left.length} earlier than what is here`] : []),
    ...(same > 0 ? [`${same} the same`] : []),
    ...(confirmed.length > 0 ? [`${confirmed.length} the same, confirmed for another text of the answer`] : []),
    ...(refused.length > 0 ? [`${refused.length} not within the points`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} of other groups or questions`] : []),
  ];
  return [
    paragraph('import-summary', `${report.from}: ${summary.join(', ')}.`),
    ...(foreign > 0 ? [paragraph('import-foreign', foreignText(foreign, report))] : []),
    ...list('Replaced by a later one', conflictRows(replaced, 'instead of', report)),
    ...list('Left as they are: the file has an earlier one', conflictRows(left, 'in the file', report)),
    ...list('Not taken in: no number, or more than the question’s points', plainRows(refused, report)),
    ...list('Not taken in: this site has no such group or question', plainRows(unknown, report)),
    ...(taken.length > 0 ? [takeButton(taken.length, report)] : [paragraph('', 'There is nothing to take in.')]),
    ...(report.decline ? [declineButton(report.decline)] : []),
  ];
}

function foreignText(count: number, { title }: MergeReport): string {
  const whose = title === '' ? 'another cohort' : `another cohort, “${title}”`;
  return `${count === 1 ? '1 was' : `${count} were`} written for ${whose}: take them in only if its groups and questions are the same.`;
}

function nameOf(record: MarkRecord, { whose, question }: MergeReport): string {
  return `${question(record)}, ${whose(record)}`;
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

function plainRows(records: readonly MarkRecord[], report: MergeReport): readonly HTMLElement[] {
  return records.map((record) =>
    row(paragraph('import-whose', nameOf(record, report)), paragraph('import-older', said(record))),
  );
}

function row(...parts: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement('li');
  made.append(fragmentOf(parts));
  return made;
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function said({ mark, note, updated }: MarkRecord): string {
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
  const button = makeButton('tool tool-main', `Take in ${count}`);
  button.addEventListener('click', () => {
    take();
    const done = paragraph('import-done', `${count} taken in from ${from}.`);
    done.tabIndex = -1;
    button.replaceWith(done);
    done.focus();
  });
  return button;
}

function declineButton(decline: () => void): HTMLElement {
  const button = makeButton('tool', 'They are of another course');
  button.addEventListener('click', () => {
    decline();
    const done = paragraph('import-done', 'They are left where they are and not offered again.');
    done.tabIndex = -1;
    button.parentElement?.replaceChildren(done);
    done.focus();
  });
  return button;
}

function makeButton(className: string, text: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.textContent = text;
  return button;
}

function paragraph(className: string, text: string): HTMLElement {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  return made;
}
