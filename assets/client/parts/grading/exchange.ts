import { fragmentOf } from '../fragment.js';
import { type Assessment, groupOf, type Site } from './assessment.js';
import { readMarksFile } from './chosen-file.js';
import type { Deck } from './deck.js';
import { FileFault } from './file-fault.js';
import { describeMerge } from './import-report.js';
import type { Marking } from './marking.js';
import { marksToCsv } from './marks-csv.js';
import { marksToJson } from './marks-json.js';
import { merge } from './merge.js';
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

  const whose = ({ slug, question }: Assessment): string => {
    if (!deck.namesHidden) return groupOf(site, slug) ?? slug;
    const reply = question === deck.question ? deck.find(slug) : undefined;
    return reply ? deck.nameOf(reply) : 'a group';
  };
  const propose = (file: readonly Assessment[], from: string): void => {
    const plan = merge(site, store.all(), file);
    const take = (): void => {
      for (const assessment of plan.taken) store.put(assessment);
    };
    result?.replaceChildren(fragmentOf(describeMerge(plan, { whose, from, take })));
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
      .then((marks) => propose(marks, file.name))
      .catch((error: unknown) => result?.replaceChildren(faultNote(file.name, error)))
      // So that the same file can be chosen again once it is corrected.
      .finally(() => {
        input.value = '';
      });
  });
  offerEarlier(store, propose);
}

function heldText(assessments: readonly Assessment[]): string {
  if (assessments.length === 0) return 'There are no marks or notes yet.';
  const marks = assessments.filter(({ mark }) => mark !== '').length;
  const notes = assessments.filter(({ note }) => note !== '').length;
  const questions = new Set(assessments.map(({ question }) => question)).size;
  return `${counted(marks, 'mark')} and ${counted(notes, 'note')} on ${counted(questions, 'question')}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
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
  const reason = error instanceof FileFault ? error.message : 'The browser could not read it.';
  note.textContent = `Nothing was taken from ${file}.\n${reason}`;
  return note;
}

/** Marks of an earlier build are not lost when a group comes late, and never taken over unasked. */
function offerEarlier(store: Store, propose: (marks: readonly Assessment[], from: string) => void): void {
  const button = document.querySelector<HTMLButtonElement>('[data-earlier]');
  const show = (): void => {
    const count = store.earlier().length;
    if (!button) return;
    button.hidden = count === 0;
    button.textContent = `Take over ${counted(count, 'mark')} from an earlier build`;
  };
  button?.addEventListener('click', () => propose(store.earlier(), 'an earlier build of this site'));
  store.listen(show);
  show();
}
