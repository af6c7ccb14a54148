import { median } from '../../../../src/cohort/statistics.js';
import { t } from '../words.js';

/** The answers of a page that no filter hides. */
export interface CountedAnswers {
  readonly shown: readonly CountedAnswer[];
}

interface CountedAnswer {
  readonly element: HTMLElement;
}

const kinds = ['error', 'warning'] as const;

const words = { error: 'count.errors', warning: 'count.warnings' } as const;

/** Counts what the head of the page says of the answers: of those that are shown. */
export function updateFacts({ shown }: CountedAnswers): void {
  const answered = shown.filter(({ element }) => element.classList.contains('reply-answered'));
  setText('[data-fact="answered"]', String(answered.length));
  setText('[data-fact="answers"]', `/${shown.length}`);
  setText('[data-fact="length"]', String(Math.round(median(answered.map(lengthOf)))));
  for (const kind of kinds) {
    const problems = shown.reduce((sum, { element }) => sum + countProblems(element, kind), 0);
    for (const count of document.querySelectorAll<HTMLElement>(`[data-fact="problems"] .count-${kind}`)) {
      count.hidden = problems === 0;
      const text = count.lastChild;
      if (text) text.textContent = ` ${t(words[kind], { count: problems })}`;
    }
  }
  const none = document.querySelector<HTMLElement>('[data-fact="no-problems"]');
  if (none)
    none.hidden =
      document.querySelector('[data-fact="problems"] :is(.count-error, .count-warning):not([hidden])') !== null;
}

function setText(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (element) element.textContent = text;
}

/** Words or characters, which stand before figures. */
function lengthOf({ element }: CountedAnswer): number {
  return Number.parseInt(element.querySelector('.measure b')?.textContent ?? '', 10) || 0;
}

function countProblems(reply: HTMLElement, kind: (typeof kinds)[number]): number {
  return reply.querySelectorAll(`.problem-${kind === 'error' ? 'error' : 'warn'}`).length;
}
