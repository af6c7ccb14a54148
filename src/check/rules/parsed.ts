/** Rules whose findings were made before the check, by the parser mostly: they pass them on. */
import type { RuleName } from '../../model/diagnostic.js';
import type { CheckInput, Rule } from '../rule.js';

const findingsOf =
  (name: RuleName) =>
  ({ parsed }: CheckInput) =>
    parsed.filter((finding) => finding.rule === name);

export const htmlRemoved: Rule = {
  name: 'html-removed',
  meaning:
    'Something was left out of the page: a comment, a script, hidden text, a control character, or an element that no report needs.',
  remedy: 'Delete it, or write it as text.',
  find: findingsOf('html-removed'),
};

export const formulaUnreadable: Rule = {
  name: 'formula-unreadable',
  meaning:
    'What stands between dollar signs, or in a code block of the language math, is no TeX, or uses a command that is not known or not allowed.',
  remedy: 'Correct it, or write “\\$” for dollar signs that make no formula.',
  find: findingsOf('formula-unreadable'),
};

export const reportTooLarge: Rule = {
  name: 'report-too-large',
  meaning: 'The report has more lines, headings, questions, figures or problems than are read, shown or listed.',
  remedy: 'Shorten it; data, logs and long listings belong in files of their own.',
  find: findingsOf('report-too-large'),
};

export const figureUndrawn: Rule = {
  name: 'figure-undrawn',
  meaning: 'A mermaid diagram is shown as code, because it cannot be drawn with all that is in it.',
  remedy: 'Write it in a simpler way, or export it as SVG or PNG and show that picture.',
  find: findingsOf('figure-undrawn'),
};

export const fenceUnclosed: Rule = {
  name: 'fence-unclosed',
  meaning: 'A code block, a comment or an HTML element is opened and never closed.',
  remedy: 'Close it.',
  find: findingsOf('fence-unclosed'),
};

export const listIndented: Rule = {
  name: 'list-indented',
  meaning: 'Four spaces before its items make a list code, or part of the paragraph above.',
  remedy: 'Take the spaces away, and put a blank line above the list.',
  find: findingsOf('list-indented'),
};
