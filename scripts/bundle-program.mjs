// Joins the program's modules: Node takes half a millisecond to find and load one, and a check of a few reports is over in
// less than it takes to load the hundred that it needs.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { build } from 'esbuild';

/**
 * Packages that become part of the program, and so are no dependencies of its users: those that every check loads, and
 * what plugs into them. They are small and read and write nothing. All others stay outside, so that their corrections
 * reach users without a new version of ours. markdown-it is a dependency all the same: a configuration that adds to it
 * needs its types.
 *
 * @type {readonly string[]}
 */
const joined = createRequire(import.meta.url)('./joined-packages.json');

/**
 * Writes the program and the programming interface; what is imported late stays in files of its own.
 *
 * @param {string} root The package.
 * @param {string} target Folder; gets `cli/bin.js`, `index.js`, what they share in `modules`, and the packages' licences.
 */
export async function bundleProgram(root, target) {
  const { metafile } = await build({
    entryPoints: [join(root, 'src', 'cli', 'bin.ts'), join(root, 'src', 'index.ts')],
    outbase: join(root, 'src'),
    outdir: target,
    // Modules find the files of the package from where they lie: two folders below its root, as in `src`.
    chunkNames: 'modules/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    metafile: true,
    logLevel: 'warning',
    plugins: [{ name: 'joined packages', setup: leaveOthersOutside }],
    // Packages that are CommonJS load Node's own modules with it.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
  });
  const files = Object.keys(metafile.inputs).map((file) => resolve(file));
  writeFileSync(join(target, 'THIRD-PARTY-LICENSES.txt'), licencesOf(files.filter(isInPackage)));
}

/** @param {import('esbuild').PluginBuild} build */
function leaveOthersOutside({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) =>
    kind === 'entry-point' || isInPackage(importer) || joined.includes(path) ? undefined : { path, external: true },
  );
}

/** @param {string} file */
function isInPackage(file) {
  return file.includes(`${sep}node_modules${sep}`);
}

/** @param {readonly string[]} files Files of packages. */
function licencesOf(files) {
  const folders = new Set(files.map(packageFolder));
  const parts = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const licence = readdirSync(folder).find((file) => /^(?:un)?licen[cs]e/i.test(file));
    if (!licence) throw new Error(`${name} comes without the licence that has to be passed on with it.`);
    return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  });
  return `Parts of these packages are in the files of this folder.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** @param {string} file */
function packageFolder(file) {
  const end = file.lastIndexOf(`${sep}node_modules${sep}`) + `${sep}node_modules${sep}`.length;
  const parts = file.slice(end).split(sep);
  return file.slice(0, end) + parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join(sep);
}
