import type { Excerpt } from '../model/excerpt.js';
import { questionsOf, type Report } from '../model/report.js';
import type { ParsedReport } from '../parse/parse-report.js';

/**
 * Whether two texts are read as the same report: the same prompts, the same answers word for word, the same problems found
 * on the way. Only blanks and the addresses of figures may differ.
 */
export function sameReading(a: ParsedReport, b: ParsedReport): boolean {
  return JSON.stringify(readingOf(a)) === JSON.stringify(readingOf(b));
}

function readingOf({ report, findings }: ParsedReport): unknown {
  const { title, template, checklist, preamble, body, missing, anchors, figures, links } = report;
  return {
    top: [title, template, missing, anchors, wordsIn(preamble ?? body, report), wordsIn(checklist.intro, report)],
    items: checklist.groups.flatMap(({ items }) => items.map(({ text, note, done }) => [text, note, done])),
    sections: report.sections.map((section) => [section.title, wordsIn(section.intro, report)]),
    questions: questionsOf(report).map(({ id, prompt, constraints, answer }) => [
      [id, prompt.text, prompt.length, constraints.map(({ kind, min, max }) => [kind, min, max])],
      [answer.status, answer.words, wordsIn(answer, report)],
    ]),
    figures: figures.map(({ alt, form, context, question }) => [alt, form, context, question]),
    links: links.map(({ href, text, question }) => [href, text, question]),
    findings: findings.map(({ rule, message, question }) => [rule, message, question]),
  };
}

/** What stands between the blanks of an excerpt, with nothing in the place of each figure's address. */
function wordsIn(excerpt: Excerpt | undefined, { figures }: Report): readonly string[] {
  if (!excerpt) return [];
  const lines = excerpt.markdown.split('\n').map((text, index) => {
    const origin = excerpt.origin[index];
    const addresses = figures
      .flatMap(({ address }) => (address && address.line === origin?.line ? [address] : []))
      .sort((a, b) => b.column - a.column);
    return addresses.reduce((rest, { column, endColumn }) => {
      const from = column - (origin?.column ?? 1);
      return from < 0 ? rest : rest.slice(0, from) + rest.slice(from + endColumn - column);
    }, text);
  });
  return lines.join('\n').split(/\s+/);
}
