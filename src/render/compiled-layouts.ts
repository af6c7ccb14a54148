import { pathToFileURL } from 'node:url';

/** Layouts that were compiled with the package, by their path in its folder of layouts. */
export interface CompiledLayouts {
  /** The options of the template engine that the compiled code depends on. */
  readonly options: object;
  readonly layouts: Readonly<Record<string, CompiledLayout>>;
}

/** A compiled layout. */
interface CompiledLayout {
  /** Lower-case hexadecimal SHA-256 of its source. */
  readonly sha256: string;
  /** The functions that Nunjucks compiles it to. */
  readonly load: () => object;
}

/** Loads the compiled layouts; undefined where the package was not built. */
export async function loadCompiledLayouts(file: string): Promise<CompiledLayouts | undefined> {
  return import(pathToFileURL(file).href).then(
    (module) => module as CompiledLayouts,
    () => undefined,
  );
}
