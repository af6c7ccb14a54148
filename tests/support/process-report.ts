import { checkReport } from '../../src/check/check-report.js';
import { openPretty } from '../../src/cli/formats/pretty.js';
import { planDiagrams } from '../../src/figures/diagrams/plan-diagrams.js';
import { indexFiles } from '../../src/figures/resolve/file-index.js';
import { resolveFigure } from '../../src/figures/resolve/resolve-figure.js';
import { convertFormula } from '../../src/formulas/convert-formula.js';
import type { Diagnostic } from '../../src/model/diagnostic.js';
import type { FigureOutcome } from '../../src/model/figure.js';
import { figureAddresses } from '../../src/parse/document/size-limits.js';
import { parseReport } from '../../src/parse/parse-report.js';
import { describeReport } from '../../src/pipeline/check/check-output.js';
import { condenseReport } from '../../src/pipeline/check/condense-report.js';
import { proseContext } from '../../src/pipeline/group/group-prose-context.js';
import { settleDiagrams } from '../../src/pipeline/group/settle-diagrams.js';
import { createProseRenderer } from '../../src/render/html/prose.js';
import { reportJson } from '../../src/render/report/report-json.js';
import { viewReport } from '../../src/render/report/report-page.js';
import type { SiteFacts } from '../../src/render/views/page.js';
import type { ReportView } from '../../src/render/views/report.js';
import { english } from '../../src/words/language.js';
import { template } from '../unit/parse/course.js';

const site: SiteFacts = {
  title: 'Course',
  language: english,
  noindex: true,
  links: [],
  base: null,
  generator: 'handin',
  audience: 'staff',
};
const renderer = createProseRenderer();
const files = indexFiles(
  Array.from({ length: 50 }, (_, index) => `figures/plot-${index}.png`),
  [],
  'lab',
);

/** All that is made of a report but its figures' files: problems, lists of them, and what its page shows. */
export function processReport(text: string): {
  readonly diagnostics: readonly Diagnostic[];
  readonly view: ReportView;
} {
  const path = 'lab/README.md';
  const about = { slug: 'lab', group: 'lab', path };
  const parsed = parseReport({ ...about, text, templates: [template] });
  const addresses = figureAddresses(parsed.report.figures);
  const diagrams = planDiagrams(parsed.report.figures, addresses);
  const outcomes = new Map(
    addresses.map((href): [string, FigureOutcome] => {
      const target = diagrams.get(href) ?? resolveFigure(href, files);
      if (target.kind === 'diagram' && target.refused !== undefined)
        return [href, { target, failure: 'unreadable', reason: target.refused }];
      return [href, { target, failure: 'absent', reason: 'No figure is prepared.' }];
    }),
  );
  const { report, findings, template: fitting } = settleDiagrams(parsed, outcomes);
  const obeyed = fitting ? { template: fitting } : {};
  const diagnostics = checkReport({
    report,
    outcomes,
    pictures: files.paths,
    counting: 'read',
    parsed: findings,
    ...obeyed,
  });
  const checked = condenseReport({ report, text, diagnostics, collected: null, ...obeyed }, 'read');
  JSON.stringify(describeReport(checked));
  openPretty({ color: false, columns: 100, verbose: true }).part(checked);
  const figures = new Map([...outcomes].map(([href, outcome]) => [href, { outcome, files: [], storeKeys: [] }]));
  const source = { folder: '/lab', readme: 'README.md', group: 'lab', slug: 'lab' };
  const home = {
    files: { embedded: false, addressOf: ({ name }: { name: string }) => name },
    extras: { highlight: (code: string) => code, formula: convertFormula },
    reportPage: '',
  };
  const prose = proseContext(
    { source, text, report, figures, diagnostics, collected: null, authors: null, isProvisional: false, ...obeyed },
    home,
  );
  const page = 'lab/index.html';
  const view = viewReport({
    report,
    diagnostics,
    renderer,
    prose,
    counting: 'read',
    site,
    path: page,
    collected: null,
    authors: null,
    ...obeyed,
  });
  reportJson(view);
  return { diagnostics, view };
}
