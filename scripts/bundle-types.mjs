import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/**
 * Writes the types of the programming interface into one file: what is internal stays out of reach, and out of the
 * package. Types of packages are imported.
 *
 * @param {string} root The package.
 * @param {string} target Folder; gets `index.d.ts`.
 */
export async function bundleTypes(root, target) {
  const bundle = await rollup({
    input: join(root, 'src', 'index.ts'),
    plugins: [dts({ tsconfig: join(root, 'tsconfig.json') })],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ file: join(target, 'index.d.ts'), format: 'es' });
  await bundle.close();
}
