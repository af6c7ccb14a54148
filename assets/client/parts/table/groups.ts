import { fragmentOf } from '../fragment.js';
import { TemplateFilter } from '../template-filter.js';
import { t } from '../words.js';
import { type Choices, readChoices, writeChoices } from './address.js';
import { orderOf, type Sorting, startHeads } from './heads.js';
import { type GroupRow, plain, readRows } from './rows.js';
import { sortRows } from './sort.js';

const names = ['find', 'show', 'rule', 'template', 'sort', 'order'] as const;

/** Sorts and filters the table of groups. */
export function startGroups(): void {
  const table = document.querySelector<HTMLTableElement>('[data-groups]');
  const tools = document.querySelector<HTMLElement>('[data-tools]');
  if (!table || !tools) return;
  new GroupTable(table, tools).start();
}

class GroupTable {
  private readonly rows: readonly GroupRow[];
  /** The rows in their current order. */
  private order: readonly GroupRow[];
  private sorting: Sorting = { sort: '', order: 'ascending' };
  private readonly find: HTMLInputElement | null;
  private readonly show: readonly HTMLInputElement[];
  private readonly rule: HTMLSelectElement | null;
  private readonly template = new TemplateFilter();
  private readonly markSorted: (sorting: Sorting) => void;

  constructor(
    private readonly table: HTMLTableElement,
    private readonly tools: HTMLElement,
  ) {
    this.rows = readRows(table);
    this.order = this.rows;
    this.find = tools.querySelector('input[name="find"]');
    this.show = [...tools.querySelectorAll<HTMLInputElement>('input[name="show"]')];
    this.rule = tools.querySelector('select[name="rule"]');
    this.markSorted = startHeads(table, (sorting) => {
      this.sort(sorting);
      this.save();
    });
  }

  start(): void {
    this.tools.addEventListener('input', () => {
      this.filter();
      this.save();
    });
    addEventListener('hashchange', () => this.apply(readChoices(names)));
    this.apply(readChoices(names));
    this.tools.hidden = false;
  }

  /** Applies the settings of the fragment; without any, the table stays as it is. */
  private apply({ find = '', show = '', rule = '', template = '', sort = '', order }: Choices): void {
    if (find !== '' || show !== '' || rule !== '' || template !== '' || sort !== '') {
      if (this.find) this.find.value = find;
      // A bookmarked URL may name a filter or a column that no longer exists.
      const option = this.show.find(({ value }) => value === show) ?? this.show[0];
      if (option) option.checked = true;
      if (this.rule) this.rule.value = rule;
      if (this.rule && this.rule.selectedIndex < 0) this.rule.value = '';
      this.template.choose(template);
      if (Object.hasOwn(this.rows[0]?.values ?? {}, sort)) this.sort({ sort, order: orderOf(order) });
    }
    this.filter();
  }

  private sort(sorting: Sorting): void {
    this.order = sortRows(this.order, ({ values }) => values[sorting.sort] ?? null, sorting.order);
    this.table.tBodies[0]?.append(fragmentOf(this.order.map(({ element }) => element)));
    this.sorting = sorting;
    this.markSorted(sorting);
  }

  private filter(): void {
    const text = plain(this.find?.value ?? '');
    const shown = this.shown();
    const rule = this.rule?.value ?? '';
    let count = 0;
    for (const row of this.rows) {
      const fits =
        row.text.includes(text) &&
        (shown === '' || row.is.has(shown)) &&
        (rule === '' || row.rules.has(rule)) &&
        this.template.fits(row.template);
      row.element.hidden = !fits;
      count += Number(fits);
    }
    const nothing = document.querySelector<HTMLElement>('[data-nothing]');
    if (nothing) nothing.hidden = count > 0;
    this.announce(count);
  }

  private shown(): string {
    return this.show.find(({ checked }) => checked)?.value ?? '';
  }

  /** Announces how many groups are shown, only if that changed. */
  private announce(count: number): void {
    const status = this.tools.querySelector('[role="status"]');
    if (!(status instanceof HTMLElement)) return;
    const isPart = status.dataset['where'] !== undefined;
    const all = t(isPart ? 'groups.inPart' : 'count.groups', { count: this.rows.length });
    const text = count === this.rows.length ? all : t('count.of', { count, all });
    if (status.textContent !== text) status.textContent = text;
  }

  private save(): void {
    const { sort, order } = this.sorting;
    writeChoices({
      find: this.find?.value ?? '',
      show: this.shown(),
      rule: this.rule?.value ?? '',
      template: this.template.value,
      sort,
      order: sort === '' ? '' : order,
    });
  }
}
