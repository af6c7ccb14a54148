import type { Fault, PageState, Standing } from '../../../../src/server/events.js';
import { overlayStyle, pageStyle } from './style.js';

/** Build status over the page. */
export interface Overlay {
  /** @param gone the site no longer has the page that is shown */
  show(state: PageState, gone: boolean): void;
  setDisconnected(is: boolean): void;
}

/** Milliseconds until a build is reported: most are done by then. */
const buildingDelay = 300;

/** A status line in a corner of the page, and a panel above it for build errors. */
export function createOverlay(): Overlay {
  const panel = element('div', 'panel');
  panel.role = 'alert';
  panel.hidden = true;
  const line = element('p', 'line');
  line.role = 'status';
  line.hidden = true;
  const host = document.createElement('handin-preview');
  // As in the terminal.
  host.lang = 'en';
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(overlayStyle)];
  document.adoptedStyleSheets.push(sheetOf(pageStyle));
  root.append(panel, line);
  // Outside <body>, which updates morph.
  document.documentElement.append(host);

  let disconnected = false;
  let building = false;
  let standing: Standing | null = null;
  let timer: number | undefined;

  const draw = (): void => {
    const parts = disconnected
      ? ['Preview server is gone, reconnecting…']
      : [...(building ? ['Building…'] : []), ...(standing ? openIn(standing) : [])];
    setText(line, parts.join(' · '));
    line.hidden = parts.length === 0;
    line.classList.toggle('lost', disconnected);
  };

  return {
    show(state, gone) {
      standing = state.standing;
      clearTimeout(timer);
      if (!state.building) building = false;
      else if (!building)
        timer = setTimeout(() => {
          building = true;
          draw();
        }, buildingDelay);
      draw();
      fill(panel, gone ? [...state.faults, pageIsGone] : state.faults);
    },
    setDisconnected(is) {
      disconnected = is;
      draw();
    },
  };
}

const pageIsGone: Fault = { message: 'This page is no longer part of the site.' };

/** What is left to do in a report. */
function openIn({ answered, questions, problems }: Standing): readonly string[] {
  const left = questions - answered;
  return [
    left > 0 ? `${left} of ${questions} unanswered` : `all ${questions} answered`,
    problems === 0 ? 'no problems' : `${problems} problem${problems === 1 ? '' : 's'}`,
  ];
}

function fill(panel: HTMLElement, faults: readonly Fault[]): void {
  const key = JSON.stringify(faults);
  if (panel.dataset['shown'] === key) return;
  panel.dataset['shown'] = key;
  panel.hidden = faults.length === 0;
  panel.replaceChildren();
  if (panel.hidden) return;
  const list = element('div', 'faults');
  // Scrollable by keyboard too.
  list.tabIndex = 0;
  list.role = 'group';
  list.ariaLabel = 'What is wrong';
  for (const { message, advice } of faults) {
    list.append(element('p', 'message', message));
    if (advice !== undefined) list.append(element('p', 'advice', advice));
  }
  panel.append(element('p', 'title', 'This page is not up to date'), list);
}

function setText(of: HTMLElement, text: string): void {
  // Screen readers announce every write to a live region, even of the same text.
  if (of.textContent !== text) of.textContent = text;
}

function element(name: 'div' | 'p', className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
