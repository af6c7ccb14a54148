import { defineConfig } from 'handin';

// The sample course in `reports/`, and an example of a configuration: every field may be left out.
export default defineConfig({
  title: 'Building a static site generator',
  reports: 'reports/*',
  // A report that lost a prompt or its length line is held against this file.
  template: 'reports/template.md',
  site: {
    // Invented groups with nothing to hide: search engines may come.
    noindex: false,
    links: [
      { title: 'Markdown in ten minutes', href: 'https://commonmark.org/help/' },
      { title: 'Describing figures', href: 'https://www.w3.org/WAI/tutorials/images/' },
    ],
  },
});
