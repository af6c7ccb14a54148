import path from 'node:path';
import type { Position } from '../../model/span.js';

/** A file, and a position in it. */
interface FilePosition extends Position {
  /** Absolute, or relative to `root`. */
  readonly file: string;
}

/**
 * The URL that opens a position of a file in an editor.
 *
 * @param pattern `watch.editor` of the configuration
 * @param system How the system writes paths; for tests.
 */
export function editorLink(
  pattern: string,
  root: string,
  { file, line, column }: FilePosition,
  system: Pick<typeof path, 'resolve' | 'sep'> = path,
): string {
  const parts = system.resolve(root, file).split(system.sep);
  // A drive keeps its colon; of `#`, `?`, `:` and the like in names nothing must be left.
  const encoded = parts.map((part, index) =>
    index === 0 && /^[a-z]:$/i.test(part) ? `/${part}` : encodeURIComponent(part),
  );
  const values: Readonly<Record<string, string>> = {
    path: encoded.join('/'),
    line: String(line),
    column: String(column),
  };
  return pattern.replace(/\{(path|line|column)\}/g, (_, name: string) => values[name] ?? '');
}
