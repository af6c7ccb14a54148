// The directions in which `src` may import, for dependency-cruiser. `src/README.md` says why.

/** @type {readonly string[]} */
const joinedPackages = require('./joined-packages.json');

/** Text in, values out. In folders that also hold code with effects, the pure files are named one by one. */
const pure = [
  '^src/(model|markdown|parse|check|fix|cohort|similar)/',
  '^src/config/(config-names|define-config|defaults|nearest-name|schema|schema-problems)\\.ts$',
  '^src/figures/(resolve|resolve-address|tolerant-index|nearest|sniff|variant-name|svg-policy|svg-css|svg-text|svg-size)\\.ts$',
  '^src/render/(?!(templates|page)\\.ts$)',
  '^src/build/result\\.ts$',
  '^src/site/plan\\.ts$',
  '^src/init/plan\\.ts$',
  '^src/server/(events|live-page|media-type|own-host|policy|target)\\.ts$',
  '^src/watch-files/(relevance|scheduler)\\.ts$',
  '^src/publish/(commit-message|domain|find-personal|git-settings|hide-credentials|manifest|personal-patterns|trees)\\.ts$',
  '^src/cli/(summary|check-summary|print-diagnostics|terminal)\\.ts$',
  '^src/build/check-(result|output)\\.ts$',
];

/** Of Node's own modules, those that touch nothing outside the process. */
const harmlessNodeModules = '^(node:)?(path|path/posix|url|util|crypto|buffer)$';

/** Packages that read, write, run or fetch. */
const effectfulPackages =
  'node_modules/(sharp|chokidar|fast-glob|jiti|commander|nunjucks|simple-git|svgo|esbuild|playwright-core)/';

/** The stages, in the sense that `build` puts them together and none of them knows it. */
const stages = '^src/(model|config|markdown|parse|check|fix|figures|render|cohort|similar|site|cache)/';

/** The folders that are pure throughout, and what each may know of the others. */
const mayImport = {
  markdown: ['model'],
  parse: ['model', 'markdown'],
  check: ['model', 'markdown', 'parse'],
  fix: ['model', 'markdown', 'parse'],
  cohort: ['model', 'parse', 'render', 'similar'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that import each other cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-imports-nothing',
      comment: 'Everything imports the model, so it stands on its own; it uses no package either.',
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
      comment: `${folder} may import ${others.join(', ')}.`,
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
      comment: 'A package with effects makes the code that calls it one.',
      severity: 'error',
      from: { path: pure },
      to: { path: effectfulPackages },
    },
    {
      name: 'stages-do-not-know-the-build',
      comment: 'The build imports the stages, never the other way round.',
      severity: 'error',
      from: { path: stages },
      to: { path: '^src/', pathNot: stages },
    },
    {
      name: 'init-stands-alone',
      comment: 'Setting up writes files that are ready; it reads no report and builds nothing.',
      severity: 'error',
      from: { path: '^src/init/' },
      to: { path: '^src/', pathNot: '^src/((init|model|config)/|build/package-files\\.ts$)' },
    },
    {
      name: 'publish-reads-a-built-site',
      comment: 'Publishing takes a folder that was built; it reads no report and builds nothing.',
      severity: 'error',
      from: { path: '^src/publish/' },
      to: { path: '^src/', pathNot: '^src/((publish|model|config|render)/|build/(package-files|result)\\.ts$)' },
    },
    {
      name: 'publish-runs-git-in-one-place',
      comment: 'What of the environment git sees is decided once.',
      severity: 'error',
      from: { path: '^src/publish/', pathNot: '^src/publish/git\\.ts$' },
      to: { path: 'node_modules/simple-git/' },
    },
    {
      name: 'server-and-watcher-stand-alone',
      comment: 'The one serves what it is given, the other tells what has changed; neither knows what a report is.',
      severity: 'error',
      from: { path: '^src/(server|watch-files)/' },
      to: { path: '^src/', pathNot: ['^src/model/', '^src/$1/'] },
    },
    {
      name: 'only-the-build-serves-and-watches',
      comment: 'A preview is put together by the build and shown by the command line.',
      severity: 'error',
      from: { pathNot: '^src/(build|cli|server|watch-files)/' },
      to: { path: '^src/(server|watch-files)/' },
    },
    {
      name: 'nobody-imports-the-command-line',
      comment: 'Commands call the rest and print; nothing depends on them.',
      severity: 'error',
      from: { pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
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
      comment: 'What is imported is a dependency in package.json, or becomes part of the program.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: `^node_modules/(${joinedPackages.join('|')})/`,
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
