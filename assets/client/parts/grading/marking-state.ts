import type { MarkFault, MarkRecord } from '../../../../src/model/mark-record.js';
import { t, timeFormat } from '../words.js';
import type { Reply } from './deck.js';
import type { Site } from './site.js';

const time = timeFormat({ timeStyle: 'short' });
const dayAndTime = timeFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** Says why a text is no mark. */
export function faultText({ key, ...values }: MarkFault): string {
  return t(key, values);
}

/** Whether what was written of an answer was written of the text that it has now, as far as is known. */
export function isCurrent({ former }: Site, { id, digest }: Reply, kept: MarkRecord | undefined): boolean {
  return !kept?.digest || kept.digest === digest || kept.digest === former.digests.get(id);
}

/** Says beside the field why its mark is not kept, or was not given by today's points. */
export function showFault(
  { element, mark }: Reply,
  {
    fault,
    isEdited,
    kept,
  }: { readonly fault: MarkFault | undefined; readonly isEdited: boolean; readonly kept: string },
): void {
  if (fault === undefined) mark.removeAttribute('aria-invalid');
  else mark.setAttribute('aria-invalid', 'true');
  const why = fault === undefined ? '' : faultText(fault);
  const text = fault === undefined || !isEdited ? why : notKept(why, kept);
  const message = element.querySelector('[data-mark-fault]');
  // Screen readers would read the same text again.
  if (message && message.textContent !== text) message.textContent = text;
}

function notKept(fault: string, mark: string): string {
  return mark === '' ? t('marks.notKept', { fault }) : t('marks.notKeptStill', { fault, mark });
}

interface MarkState {
  readonly kept: MarkRecord | undefined;
  readonly isCurrent: boolean;
  /** Whether marks outlast the page. */
  readonly lasting: boolean;
}

/** Says when it was marked, and whether the answer is still the one that was marked. */
export function showState({ element, entry }: Reply, { kept, isCurrent: current, lasting }: MarkState): void {
  const state = element.querySelector<HTMLElement>('[data-marking-state]');
  if (state) {
    state.textContent = stateText(kept, current, lasting);
    state.classList.toggle('marking-stale', !current);
  }
  const button = element.querySelector<HTMLElement>('[data-confirm]');
  if (button) button.hidden = current;
  element.querySelector('.marking')?.classList.toggle('marking-written', kept !== undefined);
  const mark = entry.querySelector('[data-entry-mark]');
  if (mark) mark.textContent = kept ? entryText(kept.mark || t('marks.entryNote'), current) : '';
}

function entryText(mark: string, current: boolean): string {
  return current ? mark : t('marks.entryChanged', { mark });
}

function stateText(kept: MarkRecord | undefined, current: boolean, lasting: boolean): string {
  if (!kept) return '';
  const date = new Date(kept.updated);
  const when = (date.toDateString() === new Date().toDateString() ? time : dayAndTime).format(date);
  if (!current) return t('marks.changed', { time: when });
  return lasting ? t('marks.kept', { time: when }) : t('marks.keptHere');
}
