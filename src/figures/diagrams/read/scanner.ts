/** Reads a statement from left to right with sticky regular expressions. */
export class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  /** Reads what matches here, and the whitespace after it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.peek(pattern);
    if (match) this.skip(match[0].length);
    return match;
  }

  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  private skip(length: number): void {
    this.at += length;
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}
