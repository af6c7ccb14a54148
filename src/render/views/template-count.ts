/** A template, and the number of the page's groups that use it. */
export interface TemplateCountView {
  /** Its name; empty for groups without a template. */
  readonly title: string;
  readonly groups: number;
}
