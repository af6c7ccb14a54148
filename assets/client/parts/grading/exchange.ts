import type { MarkRecord } from '../../../../src/model/mark-record.js';
import { fragmentOf } from '../fragment.js';
import { t } from '../words.js';
import { readMarksFile } from './chosen-file.js';
import type { Deck } from './deck.js';
import { FileFault } from './file-fault.js';
import { describeMerge } from './import-report.js';
import type { Marking } from './marking.js';
import { marksToCsv } from './marks-csv.js';
import type { MarksFile } from './marks-file.js';
import { marksToJson } from './marks-json.js';
import { merge } from './merge.js';
import { groupOf, labelOf, type Site } from './site.js';
import type { Store } from './store.js';

interface ExchangeParts {
  readonly site: Site;
  readonly deck: Deck;
  readonly store: Store;
  readonly marking: Marking;
}

/** Writes all marks of the site to files, and takes them in from files. */
export function startExchange({ site, deck, store, marking }: ExchangeParts): void {
  const result = document.querySelector<HTMLElement>('[data-import-result]');
  const held = document.querySelector('[data-held]');
  const showHeld = (): void => {
    if (held) held.textContent = heldText(store.all());
  };
  store.listen(showHeld);
  showHeld();

  const whose = ({ slug, key }: MarkRecord): string => {
    if (!deck.namesHidden) return groupOf(site, slug) ?? slug;
    const reply = key === deck.question ? deck.find(slug) : undefined;
    return reply ? deck.nameOf(reply) : t('marks.aGroup');
  };
  const question = ({ key }: MarkRecord): string => labelOf(site, key);
  const propose = ({ marks, title }: MarksFile, from: string, decline?: () => void): void => {
    const plan = merge(site, store.all(), marks);
    const take = (): void => store.put(plan.taken);
    const report = { whose, question, from, title, take, ...(decline ? { decline } : {}) };
    result?.replaceChildren(fragmentOf(describeMerge(plan, report)));
  };
  for (const button of document.querySelectorAll<HTMLElement>('[data-export]'))
    button.addEventListener('click', () => {
      marking.flush();
      const isCsv = button.dataset['export'] === 'csv';
      const text = isCsv ? marksToCsv(site, store.all()) : marksToJson(site, store.all());
      offerFile(`marks-${new Date().toISOString().slice(0, 10)}.${isCsv ? 'csv' : 'json'}`, text);
    });
  const input = document.querySelector<HTMLInputElement>('[data-import]');
  input?.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (!file) return;
    marking.flush();
    readMarksFile(file)
      .then((read) => propose(read, file.name))
      .catch((error: unknown) => result?.replaceChildren(faultNote(file.name, error)))
      // So that the same file can be chosen again once it is corrected.
      .finally(() => {
        input.value = '';
      });
  });
  offerFormer(store, (decline) =>
    propose({ marks: store.former(), title: site.title }, t('import.thisBrowser'), decline),
  );
}

function heldText(records: readonly MarkRecord[]): string {
  if (records.length === 0) return t('marks.noneHeld');
  const marks = records.filter(({ mark }) => mark !== '').length;
  const notes = records.filter(({ note }) => note !== '').length;
  const questions = new Set(records.map(({ key }) => key)).size;
  return t('marks.held', {
    marks: t('count.marks', { count: marks }),
    notes: t('count.notes', { count: notes }),
    questions: t('count.questions', { count: questions }),
  });
}

function offerFile(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: name.endsWith('csv') ? 'text/csv' : 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function faultNote(file: string, error: unknown): HTMLElement {
  const note = document.createElement('p');
  note.className = 'import-fault';
  if (!(error instanceof FileFault)) console.error(error);
  const reason = error instanceof FileFault ? error.message : t('import.unreadable');
  note.textContent = `${t('import.nothing', { file })}\n${reason}`;
  return note;
}

/** Marks that may be of this cohort are never taken over unasked. */
function offerFormer(store: Store, propose: (decline: () => void) => void): void {
  const button = document.querySelector<HTMLButtonElement>('[data-former]');
  const show = (): void => {
    const count = store.former().length;
    if (!button) return;
    button.hidden = count === 0;
    button.textContent = t('marks.lookAtFormer', { count });
  };
  button?.addEventListener('click', () => propose(() => store.declineFormer()));
  store.listen(show);
  show();
}
