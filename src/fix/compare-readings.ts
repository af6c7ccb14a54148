import type { Excerpt } from '../model/excerpt.js';
import { questionsOf, type Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import type { ParsedReport } from '../parse/parse-report.js';

/**
 * Whether two texts parse to the same report: same prompts, same answers word for word, same parser findings. Only
 * whitespace and figure URLs may differ.
 */
export function isSameReading(a: ParsedReport, b: ParsedReport): boolean {
  return JSON.stringify(readingOf(a)) === JSON.stringify(readingOf(b));
}

function readingOf({ report, findings }: ParsedReport): unknown {
  const urls = urlsByLine(report);
  const { title, template, checklist, preamble, body, missing, anchors, figures, links } = report;
  return {
    top: [title, template, missing, anchors, wordsIn(preamble ?? body, urls), wordsIn(checklist.intro, urls)],
    items: checklist.groups.flatMap(({ items }) => items.map(({ text, note, done }) => [text, note, done])),
    sections: report.sections.map((section) => [section.title, wordsIn(section.intro, urls)]),
    questions: questionsOf(report).map(({ id, prompt, constraints, answer }) => [
      [id, prompt.text, prompt.length, constraints.map(({ kind, min, max }) => [kind, min, max])],
      [answer.status, answer.words, wordsIn(answer, urls)],
    ]),
    figures: figures.map(({ alt, form, context, question }) => [alt, form, context, question]),
    links: links.map(({ href, text, question }) => [href, text, question]),
    notes: Array.from(report.notes, ([label, note]) => [label, wordsIn(note, urls)]),
    findings: findings.map(({ rule, message, question }) => [rule, message, question]),
  };
}

/**
 * Whether the second text parses to the same report as the first plus a number of figures in its answers: the same
 * letters, ignoring case, whitespace and percent-encoding.
 */
export function isSameWithFigures(a: ParsedReport, b: ParsedReport, figures: number): boolean {
  return (
    b.report.figures.length === a.report.figures.length + figures &&
    JSON.stringify(lettersOfReport(a)) === JSON.stringify(lettersOfReport(b))
  );
}

function lettersOfReport({ report, findings }: ParsedReport): unknown {
  const { title, template, missing, anchors, preamble, body, checklist, sections, links } = report;
  return {
    top: [title, template, missing, anchors, preamble?.markdown, checklist, body && letters(body.markdown)],
    sections: sections.map((section) => [section.title, section.intro?.markdown]),
    questions: questionsOf(report).map(({ id, prompt, answer }) => [
      [id, prompt.text, prompt.length, answer.status],
      letters(answer.markdown),
    ]),
    notes: Array.from(report.notes, ([label, { markdown }]) => [label, letters(markdown)]),
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

type UrlSpans = ReadonlyMap<number, readonly Span[]>;

/** The spans of figure URLs on each line, the last first. */
function urlsByLine({ figures }: Report): UrlSpans {
  const byLine = new Map<number, Span[]>();
  for (const { address, otherAddress } of figures) {
    for (const span of [address, otherAddress]) {
      if (!span) continue;
      const others = byLine.get(span.line);
      if (others) others.push(span);
      else byLine.set(span.line, [span]);
    }
  }
  for (const addresses of byLine.values()) addresses.sort((a, b) => b.column - a.column);
  return byLine;
}

/** The words of an excerpt, without figure URLs. */
function wordsIn(excerpt: Excerpt | undefined, urls: UrlSpans): readonly string[] {
  if (!excerpt) return [];
  const lines = excerpt.markdown.split('\n').map((text, index) => {
    const origin = excerpt.origin[index];
    return withoutUrls(text, origin?.column ?? 1, urls.get(origin?.line ?? 0) ?? []);
  });
  return lines.join('\n').split(/\s+/);
}

/** Removes URLs from a line. Parts are collected and joined once, since a line may have thousands. */
function withoutUrls(text: string, column: number, addresses: readonly Span[]): string {
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
