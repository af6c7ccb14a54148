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
 * @param {string} target Folder; gets `cli/bin.js`, `index.js`, and what they share in `modules`.
 * @returns {Promise<{ modules: readonly string[], imports: readonly string[] }>} the paths of what is in the bundle,
 * and what it imports
 */
export async function bundleProgram(root, target) {
  const source = join(root, 'src');
  const bundle = await rollup({
    input: { 'cli/bin': join(source, 'cli', 'bin.ts'), index: join(source, 'index.ts') },
    external: (id) => !/^[./]|^[a-z]:\\/i.test(id),
    plugins: [typescript],
    logLevel: 'warn',
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundle.write({
    dir: target,
    format: 'es',
    // Modules find the files of the package from where they lie: two folders below its root, as in `src`.
    chunkFileNames: 'modules/[name]-[hash].js',
    // Parts of this size and less are joined with others where that changes nothing but what is loaded together.
    experimentalMinChunkSize: 200_000,
  });
  await bundle.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    imports: chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
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
