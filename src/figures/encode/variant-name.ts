/** Longest stem of a file name; the hash after it makes the name unique. */
const longestStem = 48;

const extensions: Readonly<Record<string, string>> = { 'svg+xml': 'svg', jpeg: 'jpg' };

/** The parts of a variant's file name. */
export interface VariantParts {
  /** The source file's name or URL path; untrusted. */
  readonly source: string;
  /** As in a MIME type. */
  readonly format: string;
  /** Pixels. */
  readonly width: number;
  /** Hexadecimal SHA-256 of the variant's content. */
  readonly sha256: string;
}

/** A file name of `a-z`, `0-9`, `-` and one dot, the same for the same parts: `loss-curve-800w-0a1b2c3d.webp`. */
export function variantName({ source, format, width, sha256 }: VariantParts): string {
  return `${safeStem(source)}-${width}w-${sha256.slice(0, 8)}.${extensions[format] ?? format}`;
}

/** The file name of a file that is linked, not shown: `poster-0a1b2c3d.pdf`. */
export function linkedName({ source, format, sha256 }: Pick<VariantParts, 'source' | 'format' | 'sha256'>): string {
  return `${safeStem(source)}-${sha256.slice(0, 8)}.${extensions[format] ?? format}`;
}

function safeStem(source: string): string {
  const name = source
    .slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1)
    .replace(/(?<=.)\.[^.]*$/, '');
  const ascii = name
    .slice(0, 4 * longestStem)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae');
  const stem = ascii
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestStem)
    .replace(/^-+|-+$/g, '');
  return stem === '' ? 'figure' : stem;
}
