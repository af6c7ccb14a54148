import type { MarkRecord } from '../../../../src/model/mark-record.js';
import { fragmentOf } from '../fragment.js';
import { t, timeFormat } from '../words.js';
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
    t('import.new', { count: added.length }),
    ...(replaced.length > 0 ? [t('import.later', { count: replaced.length })] : []),
    ...(left.length > 0 ? [t('import.earlier', { count: left.length })] : []),
    ...(same > 0 ? [t('import.same', { count: same })] : []),
    ...(confirmed.length > 0 ? [t('import.confirmed', { count: confirmed.length })] : []),
    ...(refused.length > 0 ? [t('import.notWithinPoints', { count: refused.length })] : []),
    ...(unknown.length > 0 ? [t('import.ofOthers', { count: unknown.length })] : []),
  ];
  return [
    paragraph('import-summary', `${report.from}: ${summary.join(', ')}.`),
    ...(foreign > 0 ? [paragraph('import-foreign', foreignText(foreign, report))] : []),
    ...list(t('import.replaced'), conflictRows(replaced, 'import.insteadOf', report)),
    ...list(t('import.left'), conflictRows(left, 'import.inFile', report)),
    ...list(t('import.refused'), plainRows(refused, report)),
    ...list(t('import.unknown'), plainRows(unknown, report)),
    ...(taken.length > 0 ? [takeButton(taken.length, report)] : [paragraph('', t('import.nothingToTake'))]),
    ...(report.decline ? [declineButton(report.decline)] : []),
  ];
}

function foreignText(count: number, { title }: MergeReport): string {
  return title === '' ? t('import.foreign', { count }) : t('import.foreignTitle', { count, title });
}

function nameOf(record: MarkRecord, { whose, question }: MergeReport): string {
  return `${question(record)}, ${whose(record)}`;
}

function conflictRows(
  conflicts: readonly Conflict[],
  how: 'import.insteadOf' | 'import.inFile',
  report: MergeReport,
): readonly HTMLElement[] {
  return conflicts.map(({ newer, older }) =>
    row(
      paragraph('import-whose', nameOf(newer, report)),
      paragraph('import-newer', said(newer)),
      paragraph('import-older', t(how, { mark: said(older) })),
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

const time = timeFormat({ dateStyle: 'medium', timeStyle: 'short' });

function said({ mark, note, updated }: MarkRecord): string {
  const what = [mark === '' ? t('import.noMark') : mark, ...(note === '' ? [] : [`“${note}”`])].join(' · ');
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
  const button = makeButton('tool tool-main', t('import.take', { count }));
  button.addEventListener('click', () => {
    take();
    const done = paragraph('import-done', t('import.taken', { count, file: from }));
    done.tabIndex = -1;
    button.replaceWith(done);
    done.focus();
  });
  return button;
}

function declineButton(decline: () => void): HTMLElement {
  const button = makeButton('tool', t('import.decline'));
  button.addEventListener('click', () => {
    decline();
    const done = paragraph('import-done', t('import.declined'));
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
