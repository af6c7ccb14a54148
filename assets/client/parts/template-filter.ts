/** The value for groups that fill in no template: no file has a slash in its name. */
const none = '/none';

/** The choice of a template; on a page without one, all groups fit. */
export class TemplateFilter {
  private readonly select = document.querySelector<HTMLSelectElement>('[data-template-filter]');

  /** The chosen value for the URL's fragment; empty for all. */
  get value(): string {
    return this.select?.value ?? '';
  }

  /** Chooses a value of the fragment; one that is not offered means all. */
  choose(value: string | null | undefined): void {
    if (!this.select) return;
    this.select.value = value ?? '';
    if (this.select.selectedIndex < 0) this.select.value = '';
  }

  /** @param template The group's template, empty for none; undefined where its report could not be read */
  fits(template: string | undefined): boolean {
    const { value } = this;
    return value === '' || template === (value === none ? '' : value);
  }

  /** Calls back when the reader chooses. */
  listen(changed: () => void): void {
    this.select?.addEventListener('change', changed);
  }
}
