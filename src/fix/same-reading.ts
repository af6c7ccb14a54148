import type { Excerpt } from '../model/excerpt.js';
import { questionsOf, type Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import type { ParsedReport } from '../parse/parse-report.js';

/**
 * Whether two texts are read as the same report: the same prompts, the same answers word for word, the same problems found
 * on the way. Only blanks and the addresses of figures may differ.
 */
export function sameReading(a: ParsedReport, b: ParsedReport): boolean {
  return JSON.stringify(readingOf(a)) === JSON.stringify(readingOf(b));
}

function readingOf({ report, findings }: ParsedReport): unknown {
  const written = addressesByLine(report);
  const { title, template, checklist, preamble, body, missing, anchors, figures, links } = report;
  return {
    top: [title, template, missing, anchors, wordsIn(preamble ?? body, written), wordsIn(checklist.intro, written)],
    items: checklist.groups.flatMap(({ items }) => items.map(({ text, note, done }) => [text, note, done])),
    sections: report.sections.map((section) => [section.title, wordsIn(section.intro, written)]),
    questions: questionsOf(report).map(({ id, prompt, constraints, answer }) => [
      [id, prompt.text, prompt.length, constraints.map(({ kind, min, max }) => [kind, min, max])],
      [answer.status, answer.words, wordsIn(answer, written)],
    ]),
    figures: figures.map(({ alt, form, context, question }) => [alt, form, context, question]),
    links: links.map(({ href, text, question }) => [href, text, question]),
    findings: findings.map(({ rule, message, question }) => [rule, message, question]),
  };
}

/**
 * Whether the second text is read as the same report as the first, with more figures in its answers: letter for letter the
 * same but for letter case, whitespace and percent-encoding, and as many figures more as are said.
 */
export function showsMore(a: ParsedReport, b: ParsedReport, figures: number): boolean {
  return (
    b.report.figures.length === a.report.figures.length + figures &&
    JSON.stringify(lettersOf(a)) === JSON.stringify(lettersOf(b))
  );
}

function lettersOf({ report, findings }: ParsedReport): unknown {
  const { title, template, missing, anchors, preamble, body, checklist, sections, links } = report;
  return {
    top: [title, template, missing, anchors, preamble?.markdown, checklist, body && letters(body.markdown)],
    sections: sections.map((section) => [section.title, section.intro?.markdown]),
    questions: questionsOf(report).map(({ id, prompt, answer }) => [
      [id, prompt.text, prompt.length, answer.status],
      letters(answer.markdown),
    ]),
    links: links.map(({ href, text, question }) => [href, text, question]),
    findings: findings.map(({ rule, message, question }) => [rule, message, question]),
  };
}

function letters(markdown: string): string {
  const decoded = markdown.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
  return decoded.replace(/\s+/g, '').toLowerCase();
}

type Addresses = ReadonlyMap<number, readonly Span[]>;

/** Where on each line addresses of figures are written, the last first. */
function addressesByLine({ figures }: Report): Addresses {
  const byLine = new Map<number, Span[]>();
  for (const { address } of figures) {
    if (!address) continue;
    const others = byLine.get(address.line);
    if (others) others.push(address);
    else byLine.set(address.line, [address]);
  }
  for (const addresses of byLine.values()) addresses.sort((a, b) => b.column - a.column);
  return byLine;
}

/** What stands between the blanks of an excerpt, with nothing in the place of each figure's address. */
function wordsIn(excerpt: Excerpt | undefined, written: Addresses): readonly string[] {
  if (!excerpt) return [];
  const lines = excerpt.markdown.split('\n').map((text, index) => {
    const origin = excerpt.origin[index];
    return withoutAddresses(text, origin?.column ?? 1, written.get(origin?.line ?? 0) ?? []);
  });
  return lines.join('\n').split(/\s+/);
}

/** A line without these addresses. Both ends are kept apart, since a line may hold thousands. */
function withoutAddresses(text: string, column: number, addresses: readonly Span[]): string {
  const parts: string[] = [];
  let end = text.length;
  for (const address of addresses) {
    const from = address.column - column;
    if (from < 0) continue;
    parts.push(text.slice(Math.min(end, from + address.endColumn - address.column), end));
    end = Math.min(end, from);
  }
  return parts.reverse().reduce((rest, part) => rest + part, text.slice(0, end));
}
