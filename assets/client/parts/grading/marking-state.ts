import type { MarkRecord } from '../../../../src/model/mark-record.js';
import type { Reply } from './deck.js';
import type { Site } from './site.js';

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Whether what was written of an answer was written of the text that it has now, as far as is known. */
export function isCurrent({ former }: Site, { id, digest }: Reply, kept: MarkRecord | undefined): boolean {
  return !kept?.digest || kept.digest === digest || kept.digest === former.digests.get(id);
}

/** Says beside the field why its mark is not kept, or was not given by today's points. */
export function showFault(
  { element, mark }: Reply,
  { fault, isEdited, kept }: { readonly fault: string | undefined; readonly isEdited: boolean; readonly kept: string },
): void {
  if (fault === undefined) mark.removeAttribute('aria-invalid');
  else mark.setAttribute('aria-invalid', 'true');
  const stays = kept === '' ? '' : ` The mark is still ${kept}.`;
  const text = fault === undefined ? '' : isEdited ? `Not kept: ${fault}${stays}` : fault;
  const message = element.querySelector('[data-mark-fault]');
  // Screen readers would read the same text again.
  if (message && message.textContent !== text) message.textContent = text;
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
  if (mark) mark.textContent = kept ? `${kept.mark || 'note'}${current ? '' : ' · changed'}` : '';
}

function stateText(kept: MarkRecord | undefined, current: boolean, lasting: boolean): string {
  if (!kept) return '';
  const date = new Date(kept.updated);
  const when = (date.toDateString() === new Date().toDateString() ? time : dayAndTime).format(date);
  if (!current) return `Changed since it was marked, ${when}`;
  return lasting ? `Kept, ${when}` : 'Kept until the page is closed';
}
