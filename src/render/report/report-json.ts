import { readableText } from '../html/readable-text.js';
import type { AuthorsView, MeasureView, OriginView, QuestionView, ReportView } from '../views/report.js';

/**
 * A report as JSON for other programs: the content that a reader of its page sees. It is derived from the page's data,
 * so comments, hidden text and markup are not in it.
 *
 * This is a public format: fields are added, never renamed.
 */
export function reportJson({
  group,
  slug,
  title,
  progress,
  checklist,
  sections,
  body,
  origin,
  authors,
  generator,
}: ReportView): string {
  const report = {
    version: 1,
    generator,
    slug,
    group,
    title,
    progress,
    ...(origin ? { collected: jsonOrigin(origin) } : {}),
    ...jsonAuthors(authors),
    checklist: checklist.groups.map((part) => ({
      title: part.title,
      items: part.items.map(({ html, done, note }) => ({ text: readableText(html), done, note })),
    })),
    questions: sections.flatMap((section) => section.questions.map((question) => describe(question, section.title))),
    ...(body ? { text: readableText(body.html) } : {}),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonOrigin({ repository, commit, date, commitHref }: OriginView): object {
  return { repository, commit, date, address: commitHref };
}

function jsonAuthors(authors: AuthorsView | null): object {
  if (!authors) return {};
  const people = authors.people.map(({ name, email, lines, percent }) => ({ name, email, lines, percent }));
  return { authors: { lines: authors.lines, people } };
}

function describe(question: QuestionView, section: string): object {
  const { id, key, label, title, status, prompt, answer, words, characters, figures, authors } = question;
  return {
    id,
    key,
    label,
    number: /^\d+$/.test(key) ? Number(key) : null,
    title,
    section,
    state: status,
    prompt: readableText(prompt),
    text: readableText(answer),
    words: words.count,
    ...(characters ? { characters: characters.count } : {}),
    figures: figures.count,
    ...jsonAuthors(authors),
    limits: {
      words: limits(words),
      ...(characters ? { characters: limits(characters) } : {}),
      figures: limits(figures),
    },
  };
}

function limits({ min, max }: MeasureView): { readonly min: number | null; readonly max: number | null } {
  return { min, max };
}
