import { defineConfig } from 'handin';

// How `report` builds this course. Every field may be left out: a line that is commented out shows its default, or an
// example. `report help configuration` explains each field.
export default defineConfig({
  // The heading of the page over all reports.
  title: 'Course project',

  // Where the reports are: folders with a README.md, or globs that match such folders.
  reports: 'reports/*',

  // What the groups filled in. A report that lost a prompt or its limits is held against it. A course with several
  // editions lists the template of each, and a report is held against the one that it fits best.
  template: 'template.md',

  // The groups and their repositories, for `report collect`, and when the reports are due.
  // roster: 'roster.csv',
  // deadline: '2026-01-23T23:59:59+01:00',

  // Files that one would expect of a group that ticked an item of the checklist, named by its tag or words from it. The
  // checklist's page for staff shows where there are some: a hint where to look.
  // evidence: [
  //   { item: 'tests', files: ['tests/**', '**/test_*.py', '**/*.test.ts'] },
  //   { item: 'continuous integration', files: ['.github/workflows/*.yml', '.gitlab-ci.yml'] },
  //   { item: 'Docker', files: ['**/Dockerfile*', '**/*.dockerfile'] },
  //   { item: 'data version control', files: ['*.dvc', '**/*.dvc', '.dvc/config'] },
  //   { item: 'documentation', files: ['docs/**', 'mkdocs.yml'] },
  // ],

  // What holds for single questions, whatever their prompts say. `report check --explain` lists the keys of the template.
  // questions: { '1': { words: [5, 40], figures: { min: 1 }, points: 5, private: true } },

  // How serious a finding is: 'off', 'warn' or 'error'. `report check --list-rules` names all of them.
  checks: {
    'figure-alt': 'error',
  },

  site: {
    // What graders' marks are kept under, in their browsers. Each run of the course has its own, and keeps it.
    id: '__COHORT__',

    // Links in the header of every page.
    links: [{ title: 'Describing figures', href: 'https://www.w3.org/WAI/tutorials/images/' }],

    // The language of the pages.
    // lang: 'en',

    // Search engines are asked to stay away; false lets them in.
    // noindex: true,

    // Where the site is published. Pages work without it, wherever they are copied.
    // base: 'https://course.example/reports/',
  },

  // The folder that the site is written to. Nothing else may be in it.
  // out: 'site',

  // What counts: 'read' counts the words that a reader would, 'raw' everything between blanks.
  // words: 'read',

  // Colour the code in reports. Show `$…$` as formulas, as GitHub does; amounts such as `$50` are none.
  // highlight: true,
  // math: true,

  // What a problem in `report watch` leads to: its line in the editor. `editor: false` for none.
  // watch: { editor: 'vscode://file{path}:{line}:{column}' },

  // How figures are prepared for the pages.
  // figures: {
  //   widths: [800, 1600],
  //   formats: ['webp'],
  //   quality: 80,
  //   // The full resolution: 'compact' encodes it where that saves much, 'source' never does, where it can.
  //   full: 'compact',
  //   maxPixels: 50_000_000,
  //   // Images on other servers: true fetches them while building, false links to them, limits are an object.
  //   remote: { allow: [], timeout: 10, maxBytes: 20_000_000 },
  // },

  // A file in these folders takes the place of the package's file of the same name.
  // layouts: 'layouts',
  // assets: 'assets',

  // Receives the markdown-it instance that renders the reports, to add plugins and rules.
  // markdown: (markdown) => markdown.set({ typographer: true }),

  // Leave out what identifies students when the site is published.
  // privacy: { redact: false },
});
