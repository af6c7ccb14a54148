/** A template, and how many of the page's groups fill it in. */
export interface TemplateCountView {
  /** Its name; empty for groups that fill in none. */
  readonly title: string;
  readonly groups: number;
}
