import { dirname, resolve } from 'node:path';

/** Import declarations, dynamic imports and `require` calls with a literal specifier. */
const imports = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"`])([^'"`]+)\1/g;

/** Globals and dynamic imports that can change a module's value while its files stay the same. */
const environment =
  /\bprocess\b|\bDate\b|\bMath\.random\b|\bcrypto\b|\bperformance\b|\bfetch\b|\bimport\.meta\b|\bglobalThis\b|\bimport\s*\(\s*[^'"\s]/;

/**
 * The files that alone determine a configuration.
 *
 * @param transformed The source of each file that was compiled to load it, by absolute path.
 * @returns undefined where its value may depend on something else
 */
export function sourcesOf(transformed: ReadonlyMap<string, string>): readonly string[] | undefined {
  const files = [...transformed.keys()];
  for (const [file, source] of transformed) {
    if (environment.test(source)) return undefined;
    for (const [, , specifier = ''] of source.matchAll(imports))
      if (specifier !== 'handin' && !isAmong(files, dirname(file), specifier)) return undefined;
  }
  return files;
}

function isAmong(files: readonly string[], folder: string, specifier: string): boolean {
  if (!/^\.\.?\//.test(specifier)) return false;
  const wanted = resolve(folder, specifier).replace(/\.[cm]?[jt]s$/, '');
  return files.some((file) => file.replace(/\.[cm]?[jt]s$/, '') === wanted);
}
