import { fragmentOf } from '../fragment.js';
import { TemplateFilter } from '../template-filter.js';
import { markAsReport, t } from '../words.js';
import { loadAnswers, readSearchData, type SearchAnswer } from './data.js';
import { createEngine, type Engine, type Found, type Hit } from './engine.js';
import { snippetOf } from './snippet.js';

/** Results rendered at first: few enough to render between two keystrokes. */
const shown = 20;

/** Results added at a time. */
const more = 200;

/** Sets up the search page. */
export function startSearch(): void {
  const data = document.querySelector('#search-data');
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const box = form?.querySelector('input');
  const hint = document.querySelector<HTMLElement>('[data-hint]');
  const list = document.querySelector<HTMLOListElement>('[data-results]');
  const status = document.querySelector('[data-status]');
  if (!data || !form || !box || !list || !status || !hint) return;
  const site = readSearchData(data);
  const engine = createEngine(site);
  const page = new SearchPage(engine, { box, list, status, hint, all: Number(form.dataset['search']) });

  form.addEventListener('submit', (event) => event.preventDefault());
  box.addEventListener('input', () => page.search());
  addEventListener('hashchange', () => page.read());
  document.addEventListener('keydown', (event) => page.key(event));
  page.start();
  void page.load(loadAnswers(site));
}

interface Parts {
  readonly box: HTMLInputElement;
  readonly list: HTMLOListElement;
  readonly status: Element;
  /** What can be sought, while nothing is. */
  readonly hint: HTMLElement;
  /** Number of answers in all parts. */
  readonly all: number;
}

class SearchPage {
  private readonly template = new TemplateFilter();
  private readonly question = document.querySelector<HTMLSelectElement>('[data-question-filter]');
  /** Why not all answers can be found. */
  private state: 'loading' | 'complete' | 'failed' = 'loading';

  constructor(
    private readonly engine: Engine,
    private readonly parts: Parts,
  ) {}

  start(): void {
    this.template.listen(() => this.search());
    this.question?.addEventListener('change', () => this.search());
    this.read();
  }

  /** Indexes all answers; those that are there already can be found meanwhile. */
  async load(parts: AsyncIterable<readonly SearchAnswer[]>): Promise<void> {
    try {
      for await (const answers of parts) {
        await this.engine.add(answers);
        this.refresh();
      }
      this.state = 'complete';
      this.showExamples();
    } catch {
      this.state = 'failed';
    }
    this.refresh();
  }

  /** Searches again, but takes nothing away from a reader who is at a result. */
  private refresh(): void {
    const { list, status } = this.parts;
    if (list.contains(document.activeElement)) status.textContent = this.progress();
    else this.search();
  }

  /** How many answers are searched, if not all. */
  private progress(): string {
    const { all } = this.parts;
    if (this.state === 'complete') return '';
    return t(this.state === 'loading' ? 'search.reading' : 'search.unread', { count: this.engine.indexed, all });
  }

  /** Reads the query and the template from the URL's fragment, so that searches can be linked to, and Back works. */
  read(): void {
    const choices = new URLSearchParams(location.hash.slice(1));
    this.parts.box.value = choices.get('q') ?? '';
    this.template.choose(choices.get('template'));
    if (this.question) {
      this.question.value = choices.get('question') ?? '';
      if (this.question.selectedIndex < 0) this.question.value = '';
    }
    this.search();
  }

  search(): void {
    const { box, list, status, hint } = this.parts;
    const query = box.value.trim();
    const template = this.template.value;
    const question = this.question?.value;
    const choices = new URLSearchParams({
      ...(query && { q: query }),
      ...(template && { template }),
      ...(question && { question }),
    });
    history.replaceState(null, '', `#${choices}`);
    const scope = {
      fits: (title: string) => this.template.fits(title),
      // The first option is for all questions.
      question: question ? (this.question?.selectedIndex ?? 0) - 1 : undefined,
    };
    const found = query === '' ? undefined : this.engine.search(query, scope);
    hint.hidden = query !== '';
    list.replaceChildren(fragmentOf((found?.slice(0, shown) ?? []).map(drawHit)));
    if (found && found.total > shown) list.append(moreButton(found, shown));
    const progress = this.progress();
    const count = found && (found.total > 0 || progress === '') ? countText(found) : '';
    status.textContent = [count, progress].filter((text) => text !== '').join(' · ');
  }

  /** Links to searches that find something, in a line that is laid out already. */
  private showExamples(): void {
    const line = this.parts.hint.querySelector('[data-examples]');
    const examples = this.engine.examples().map((query) => {
      const link = document.createElement('a');
      link.href = `#${new URLSearchParams({ q: query })}`;
      link.textContent = query;
      return link;
    });
    if (examples.length > 0) line?.append(fragmentOf(examples));
    else line?.replaceChildren();
  }

  key(event: KeyboardEvent): void {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const { box, list } = this.parts;
    if (event.key === '/' && document.activeElement !== box) box.focus();
    else if (event.key === 'Escape' && document.activeElement !== box) box.focus();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const stops = [box, ...list.querySelectorAll<HTMLElement>('a, button')];
      const at = stops.indexOf(document.activeElement as HTMLElement);
      const next = at < 0 ? undefined : stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
      if (!next) return;
      next.focus();
    } else return;
    event.preventDefault();
  }
}

function moreButton(found: Found, from: number): HTMLLIElement {
  const to = Math.min(from + more, found.total);
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'search-more';
  button.textContent = t('search.more', { count: to - from });
  button.addEventListener('click', () => {
    const next = found.slice(from, to).map(drawHit);
    item.replaceWith(fragmentOf(to < found.total ? [...next, moreButton(found, to)] : next));
    next[0]?.querySelector('a')?.focus();
  });
  item.append(button);
  return item;
}

/** Hits that the page of a report is asked to mark: a URL has limits. */
const marked = 8;

function drawHit({ group, question, href, anchor, text, wanted }: Hit): HTMLLIElement {
  const pieces = snippetOf(text, wanted);
  const hits = new Set(pieces.filter(({ hit }) => hit).map(({ text: found }) => found.toLowerCase()));
  const find = new URLSearchParams([...hits].slice(0, marked).map((hit) => ['find', hit]));
  const link = document.createElement('a');
  link.href = `${href}${hits.size > 0 ? `?${find}` : ''}#${anchor}`;
  const name = document.createElement('span');
  name.className = 'hit-group';
  name.dir = 'auto';
  name.textContent = group;
  const number = document.createElement('span');
  number.className = 'hit-question';
  number.textContent = question;
  link.append(name, ' ', number);
  const snippet = document.createElement('p');
  snippet.className = 'hit-text';
  snippet.dir = 'auto';
  markAsReport(snippet);
  for (const piece of pieces) {
    if (!piece.hit) snippet.append(piece.text);
    else snippet.append(Object.assign(document.createElement('mark'), { textContent: piece.text }));
  }
  const item = document.createElement('li');
  item.className = 'hit';
  item.append(link, snippet);
  return item;
}

function countText({ total, groups }: Found): string {
  if (total === 0) return t('search.nothing');
  return t('search.found', { count: total, groups: t('count.groups', { count: groups }) });
}
