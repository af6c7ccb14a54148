/** Style sheets that come first in every page: colours and type, and the parts around the content. */
const shared = ['fonts.css', 'base.css', 'header.css', 'masthead.css', 'theme.css'] as const;
/** An answer as Markdown became HTML, with its prompt, counts and problems. */
const answers = ['fold.css', 'prose.css', 'code.css', 'scroll.css', 'figure.css', 'answer.css', 'zoom.css'] as const;
/** Comes last, so that what is the same on all printed pages wins. */
const paper = 'print.css';
/** The page of all groups, for staff and for the public. */
const allGroups = [
  ...shared,
  'table.css',
  'template-filter.css',
  'cohort.css',
  'charts.css',
  'questions-table.css',
  'groups.css',
  'groups-cards.css',
  'pager.css',
  paper,
] as const;

/** Style sheets for content that few pages have, after all others. `marker` is HTML that only pages with such content contain. */
export const occasionalStyles = [
  { sheet: 'prose-table.css', marker: 'class="table-scroll"' },
  { sheet: 'figure-row.css', marker: 'class="figure-row"' },
  { sheet: 'alert.css', marker: 'class="markdown-alert' },
  { sheet: 'formula.css', marker: '<math ' },
  { sheet: 'author.css', marker: 'class="authors' },
  { sheet: 'diagram.css', marker: 'class="figure-source"' },
] as const;

/** The kinds of pages that a site has, with the layout, style sheets (in this order) and script of each. */
export const pageKinds = {
  report: {
    layout: 'report.njk',
    styles: [...shared, ...answers, 'report.css', 'contents.css', 'report-checklist.css', 'report-question.css', paper],
    script: 'report.js',
  },
  cohort: { layout: 'cohort.njk', styles: allGroups, script: 'cohort.js' },
  publicCohort: { layout: 'cohort.njk', styles: allGroups, script: 'groups.js' },
  checklist: {
    layout: 'checklist.njk',
    styles: [
      ...shared,
      'table.css',
      'template-filter.css',
      'checklist.css',
      'matrix.css',
      'matrix-cells.css',
      'evidence.css',
      'pager.css',
      paper,
    ],
    script: 'checklist.js',
  },
  question: {
    layout: 'question.njk',
    styles: [
      ...shared,
      ...answers,
      'question.css',
      'template-filter.css',
      'grading.css',
      'question-bar.css',
      'question-answers.css',
      'pager.css',
      paper,
    ],
    script: 'question.js',
  },
  publicQuestion: {
    layout: 'question.njk',
    styles: [
      ...shared,
      ...answers,
      'question.css',
      'template-filter.css',
      'question-bar.css',
      'question-answers.css',
      'pager.css',
      paper,
    ],
    script: 'answers.js',
  },
  search: {
    layout: 'search.njk',
    styles: [...shared, 'template-filter.css', 'search.css', paper],
    script: 'search.js',
  },
  similar: { layout: 'similar.njk', styles: [...shared, 'similar.css', paper], script: 'page.js' },
  failure: { layout: 'failure.njk', styles: [...shared, 'failure.css', paper], script: 'page.js' },
  start: { layout: 'start.njk', styles: [...shared, 'failure.css', paper], script: 'page.js' },
  notFound: { layout: 'not-found.njk', styles: [...shared, 'failure.css', paper], script: 'page.js' },
} as const;
