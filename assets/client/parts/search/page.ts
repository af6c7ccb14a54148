import { fragmentOf } from '../fragment.js';
import { createEngine, type Engine, type Found, type Hit, type SearchData } from './engine.js';
import { snippetOf } from './snippet.js';

/** Results rendered at first: few enough to render between two keystrokes. */
const shown = 20;

/** Sets up the search page. */
export function startSearch(): void {
  const data = document.querySelector('#search-data');
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const box = form?.querySelector('input');
  const list = document.querySelector<HTMLOListElement>('[data-results]');
  const status = document.querySelector('[data-status]');
  if (!data || !form || !box || !list || !status) return;
  const engine = createEngine(JSON.parse(data.textContent) as SearchData);
  const page = new SearchPage(engine, { box, list, status });

  form.addEventListener('submit', (event) => event.preventDefault());
  box.addEventListener('input', () => page.search());
  addEventListener('hashchange', () => page.read());
  document.addEventListener('keydown', (event) => page.key(event));
  page.read();
  void engine.ready.then(() => page.search());
}

interface Parts {
  readonly box: HTMLInputElement;
  readonly list: HTMLOListElement;
  readonly status: Element;
}

class SearchPage {
  constructor(
    private readonly engine: Engine,
    private readonly parts: Parts,
  ) {}

  /** Reads the query from the URL's fragment, so that searches can be linked to, and Back works. */
  read(): void {
    this.parts.box.value = new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
    this.search();
  }

  search(): void {
    const { box, list, status } = this.parts;
    const query = box.value.trim();
    history.replaceState(null, '', query === '' ? '#' : `#${new URLSearchParams({ q: query })}`);
    const found = query === '' ? undefined : this.engine.search(query);
    list.replaceChildren(fragmentOf((found?.slice(0, shown) ?? []).map(drawHit)));
    if (found && found.total > shown) list.append(moreButton(found));
    status.textContent = found ? countText(found) : '';
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

function moreButton(found: Found): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'search-more';
  button.textContent = `Show ${found.total - shown} more`;
  button.addEventListener('click', () => {
    const rest = found.slice(shown).map(drawHit);
    item.replaceWith(fragmentOf(rest));
    rest[0]?.querySelector('a')?.focus();
  });
  item.append(button);
  return item;
}

function drawHit({ group, question, href, text, terms }: Hit): HTMLLIElement {
  const link = document.createElement('a');
  link.href = href;
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
  for (const piece of snippetOf(text, terms)) {
    if (!piece.hit) snippet.append(piece.text);
    else snippet.append(Object.assign(document.createElement('mark'), { textContent: piece.text }));
  }
  const item = document.createElement('li');
  item.className = 'hit';
  item.append(link, snippet);
  return item;
}

function countText({ total, groups }: Found): string {
  if (total === 0) return 'Nothing was found. Try fewer or other words.';
  return `${total} ${total === 1 ? 'answer' : 'answers'} in ${groups} ${groups === 1 ? 'group' : 'groups'}`;
}
