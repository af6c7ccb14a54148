// Bundles the program with Rollup: esbuild compiles, but does not join small files that several commands share.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

/**
 * Bundles the program and the programming interface: our own modules only, because Node takes about half a millisecond
 * to find and load one and a check needs a hundred. Packages are imported from where they are installed. What is
 * imported late stays in files of its own.
 *
 * @param {string} root The package.
 * @param {string} target Folder; gets `cli/bin.js`, `index.js`, and what they share in `modules`, with what another process
 * runs.
 * @returns {Promise<{ modules: readonly string[], imports: readonly string[] }>} the paths of what is in the bundles,
 * and what they import
 */
export async function bundleProgram(root, target) {
  const source = join(root, 'src');
  const chunks = [
    ...(await bundle(
      { 'cli/bin': join(source, 'cli', 'bin.ts'), index: join(source, 'index.ts') },
      { dir: target, manualChunks: chunkOf(source) },
    )),
    // Shares no file with the program, of which it would load all.
    ...(await bundle(
      { 'modules/encode-process': join(source, 'figures', 'encode', 'encode-process.ts') },
      { dir: target },
    )),
  ];
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    imports: chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
  };
}

/**
 * @param {Readonly<Record<string, string>>} input
 * @param {import('rollup').OutputOptions} output
 * @returns {Promise<readonly import('rollup').OutputChunk[]>}
 */
async function bundle(input, output) {
  const bundled = await rollup({
    input,
    external: (id) => !/^[./]|^[a-z]:\\/i.test(id),
    plugins: [typescript],
    logLevel: 'warn',
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const written = await bundled.write({
    format: 'es',
    // Modules find the files of the package from where they lie: two folders below its root, as in `src`.
    chunkFileNames: 'modules/[name]-[hash].js',
    // Parts of this size and less are joined with others where that changes nothing but what is loaded together.
    experimentalMinChunkSize: 200_000,
    ...output,
  });
  await bundled.close();
  return written.output.filter((file) => file.type === 'chunk');
}

/**
 * Where a check starts, by the name of a file: what these modules import is joined into that file. Left to itself, Rollup
 * joins them with small parts that a check does not need.
 */
const startOfCheck = {
  program: ['cli/program.ts', 'cli/check.ts'],
  check: ['config/resolve.ts', 'config/load.ts', 'pipeline/check/check-reports.ts'],
};

/**
 * @param {string} source
 * @returns {import('rollup').GetManualChunk}
 */
function chunkOf(source) {
  /** @type {Map<string, string>} */
  const names = new Map();
  return (id, { getModuleInfo }) => {
    if (names.size === 0)
      for (const [name, roots] of Object.entries(startOfCheck)) {
        const waiting = roots.map((root) => join(source, root));
        for (const module of waiting) {
          if (names.has(module)) continue;
          names.set(module, name);
          waiting.push(...(getModuleInfo(module)?.importedIds.filter((other) => other.startsWith(source)) ?? []));
        }
      }
    return names.get(id);
  };
}

/** @type {import('rollup').Plugin} */
const typescript = {
  name: 'typescript',
  resolveId: (id, importer) =>
    importer && id.startsWith('.') ? resolve(dirname(importer), id.replace(/\.js$/, '.ts')) : null,
  load: (id) => readFileSync(id, 'utf8'),
  transform: async (code, id) => {
    if (id.endsWith('.json')) return { code: `export default ${code}`, map: { mappings: '' } };
    const { code: compiled, map } = await transform(code, {
      loader: 'ts',
      target: 'node20.19',
      sourcefile: id,
      sourcemap: true,
    });
    return { code: compiled, map };
  },
};
