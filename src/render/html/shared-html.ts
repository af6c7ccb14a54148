import type { SafeHtml } from '../safe-html.js';

/** Text that was rendered, and whether any other report would get the same HTML for it. */
export interface RenderedText {
  readonly html: SafeHtml;
  /** It has no figure, link or code, which are shown as their report's context has it. */
  readonly isIndependent: boolean;
}

/** Longer texts are no prompts. */
const maxCharacters = 5_000;

/** A few courses' prompts and checklists; with longer ones, what was kept is forgotten. */
const maxTexts = 2_000;

/** Keeps the HTML of texts that many reports have: their template's prompts, and the items of its checklist. */
export class SharedHtml {
  private readonly known = new Map<string, SafeHtml>();

  /**
   * @param place What else the HTML depends on; without line breaks
   */
  get(markdown: string, place: string, render: () => RenderedText): SafeHtml {
    // A bracket may refer to a definition anywhere in the report.
    if (markdown.length > maxCharacters || markdown.includes('[')) return render().html;
    const key = `${place}\n${markdown}`;
    const known = this.known.get(key);
    if (known) return known;
    const { html, isIndependent } = render();
    if (!isIndependent) return html;
    if (this.known.size >= maxTexts) this.known.clear();
    this.known.set(key, html);
    return html;
  }
}
