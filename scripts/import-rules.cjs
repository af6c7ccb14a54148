// Which folders of `src` may import which, for dependency-cruiser. `src/README.md` gives the reasons.

/** Files without side effects. In folders that also contain code with side effects, they are listed one by one. */
const pure = [
  '^src/(model|markdown|formulas|parse|check|fix|cohort|similar)/',
  '^src/words/(?!load-language\\.ts$)',
  '^src/config/(config-names|define-config|defaults|nearest-name|schema|schema-problems)\\.ts$',
  '^src/figures/resolve/(?!list-files\\.ts$)',
  '^src/figures/inspect/sniff\\.ts$',
  '^src/figures/diagrams/(?!(draw-diagram|load-drawing)\\.ts$)',
  '^src/figures/encode/(recipe|variant-name|widths)\\.ts$',
  '^src/figures/svg/(svg-policy|css|css-tokens|fragment|light-ground|decode-xml|svg-size)\\.ts$',
  '^src/render/(?!(templates|page)\\.ts$)',
  '^src/pipeline/(build-result|check/check-(result|output))\\.ts$',
  '^src/site/(plan|group-slug)\\.ts$',
  '^src/process/hide-credentials\\.ts$',
  '^src/collect/(choose-commit|limits|members)\\.ts$',
  '^src/collect/take/(find-folder|plan-files)\\.ts$',
  '^src/collect/sources/source\\.ts$',
  '^src/collect/roster/(?!load-roster\\.ts$)',
  '^src/init/plan\\.ts$',
  '^src/server/(events|live-page|media-type|own-host|policy|request-target)\\.ts$',
  '^src/watch-files/(watch-filter|scheduler)\\.ts$',
  '^src/publish/(domain|find-personal|git-settings|manifest|personal-patterns|trees)\\.ts$',
  '^src/cli/(summary|print-diagnostics|unanswered|terminal)\\.ts$',
];

/** Built-in modules without side effects; `module` is for packages that are loaded when they are first needed. */
const harmlessNodeModules = '^(node:)?(path|path/posix|url|util|crypto|buffer|module)$';

/** Packages that read, write, run or fetch. */
const effectfulPackages =
  'node_modules/(sharp|chokidar|fast-glob|jiti|commander|nunjucks|svgo|esbuild|playwright-core)/';

/**
 * The floors of `src`, from the ground up. A folder imports folders of lower floors only; which of them, `mayImport`
 * says. Folders on one floor do not know each other.
 *
 * @type {readonly (readonly string[])[]}
 */
const floors = [
  ['model'],
  ['process'],
  ['markdown', 'config', 'store', 'similar', 'site', 'server', 'watch-files'],
  ['formulas', 'parse', 'figures', 'init', 'words'],
  ['check', 'fix', 'render', 'redact', 'collect'],
  ['cohort'],
  ['pipeline'],
  ['publish', 'api'],
  ['cli'],
];

/** @type {Readonly<Record<string, readonly string[]>>} */
const mayImport = {
  model: [],
  process: ['model'],
  markdown: ['model'],
  config: ['model'],
  store: ['model'],
  similar: ['model'],
  site: ['model', 'process'],
  server: ['model'],
  'watch-files': ['model'],
  formulas: ['model', 'markdown'],
  parse: ['model', 'markdown'],
  figures: ['model', 'process', 'store'],
  init: ['model', 'config'],
  words: ['model', 'config'],
  check: ['model', 'markdown', 'parse'],
  fix: ['model', 'markdown', 'parse'],
  render: ['model', 'markdown', 'formulas', 'parse', 'words'],
  redact: ['model', 'figures'],
  collect: ['model', 'process', 'config', 'site'],
  cohort: ['model', 'parse', 'render', 'similar', 'words'],
  pipeline: below('pipeline', ['init', 'server', 'watch-files']),
  // Publishing takes a folder that was built; it reads no report and builds nothing.
  publish: ['model', 'config', 'process', 'render', 'site', 'words'],
  api: ['model', 'config', 'pipeline'],
  cli: below('cli', []),
};

/**
 * The folders on lower floors than this one's, but for some.
 *
 * @param {string} folder
 * @param {readonly string[]} except
 */
function below(folder, except) {
  const floor = floors.findIndex((folders) => folders.includes(folder));
  return floors
    .slice(0, floor)
    .flat()
    .filter((name) => !except.includes(name));
}

for (const [folder, others] of Object.entries(mayImport)) {
  const upwards = others.filter((other) => !below(folder, []).includes(other));
  if (upwards.length > 0) throw new Error(`${folder} may not import ${upwards.join(', ')}: not on a lower floor.`);
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import each other cannot be understood separately.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-uses-no-package',
      comment: 'Everything imports the model, so it stands on its own.',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { pathNot: '^src/model/' },
    },
    {
      name: 'pure-imports-pure',
      comment: 'Pure code imports the model and other pure code, never code with effects.',
      severity: 'error',
      from: { path: pure },
      to: { path: '^src/', pathNot: pure },
    },
    ...Object.entries(mayImport).map(([folder, others]) => ({
      name: `${folder}-imports-downwards`,
      comment: `${folder} may import ${others.join(', ') || 'no other folder'}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
    })),
    {
      name: 'pure-touches-nothing',
      comment: 'Pure code never reads, writes, runs or fetches.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'], pathNot: harmlessNodeModules },
    },
    {
      name: 'pure-uses-pure-packages',
      comment: 'Code that calls a package with side effects has side effects.',
      severity: 'error',
      from: { path: pure },
      to: { path: effectfulPackages },
    },
    {
      name: 'one-folder-runs-programs',
      comment: 'Which arguments and environment another program gets is decided once.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/process/(run-git|spawn-git|helper-process)\\.ts$' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'one-file-knows-nunjucks',
      comment: 'Escaping is decided in one place.',
      severity: 'error',
      from: { pathNot: '^src/render/templates\\.ts$' },
      to: { path: 'node_modules/nunjucks/' },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'What is imported is a dependency in package.json.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'everything-resolves',
      comment: 'An import of a file that is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What `report init` copies: it belongs to the folder that it is copied to.
    exclude: { path: '^src/init/files/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count as well: they too make one file depend on the other.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
