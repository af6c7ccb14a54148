import { mentionedNotes } from '../../model/notes.js';
import { questionsOf, type Report } from '../../model/report.js';

/**
 * The keys of footnotes that only texts without notes refer to, such as the length that a prompt states or a question
 * that is written in bold: what is in these notes would be shown nowhere.
 */
export function unshownNotes(report: Report): ReadonlySet<string> {
  const { notes, preamble, body, checklist, sections } = report;
  if (notes.size === 0) return new Set();
  const excerpts = [preamble, body, checklist.intro, ...sections.map(({ intro }) => intro)];
  const shown = new Set<string>();
  const add = (text = ''): void => {
    for (const key of mentionedNotes(text)) if (notes.has(key)) shown.add(key);
  };
  for (const excerpt of excerpts) add(excerpt?.markdown);
  for (const { prompt, answer } of questionsOf(report))
    for (const text of [prompt.text, prompt.example, answer.markdown]) add(text);
  // A set is iterated over what is added meanwhile, too.
  for (const key of shown) add(notes.get(key)?.markdown);
  return new Set(Array.from(notes.keys()).filter((key) => !shown.has(key)));
}
