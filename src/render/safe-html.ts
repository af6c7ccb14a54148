/**
 * HTML that may be inserted into a page as it is. A class of its own rather than a marked string, so that the template
 * engine can tell at run time what to escape: everything else.
 */
export class SafeHtml {
  /** Only `trustedHtml` makes one. */
  private constructor(private readonly html: string) {}

  toString(): string {
    return this.html;
  }

  /** For what layouts do with strings. */
  valueOf(): string {
    return this.html;
  }

  get length(): number {
    return this.html.length;
  }

  /** @internal */
  static of(html: string): SafeHtml {
    return new SafeHtml(html);
  }
}

/** Declares HTML safe. For the modules that sanitize it or build it from escaped parts, and for no others. */
export function trustedHtml(html: string): SafeHtml {
  return SafeHtml.of(html);
}
