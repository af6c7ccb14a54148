/** Finds file names of the report's images in an answer's source, whether or not Markdown treats them as images. */
import { pathToUrl } from '../markdown/path-to-url.js';
import type { Excerpt } from '../model/excerpt.js';

/** The images of a folder by the names that a text may use for them. */
export interface ImageIndex {
  /** Paths by path and by base name, as written and percent-encoded, in lower case. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** The lengths of these names, in descending order. */
  readonly lengths: readonly number[];
  /** Lower-case extensions, with the dot. */
  readonly extensions: ReadonlySet<string>;
}

/** A mention of an image in the text. Positions are 1-based, like those of a span. */
export interface ImageMention {
  /** The image's path in the folder. */
  readonly path: string;
  readonly written: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The alternative text before it, if the mention is in image syntax: `![this](` or `![this]{`. */
  readonly alt?: string;
  /** Whether it is in the position of an image's URL. */
  readonly isAddress: boolean;
}

/** Indexes images by name. */
export function indexImages(paths: readonly string[]): ImageIndex {
  const byName = new Map<string, string[]>();
  const lengths = new Set<number>();
  const extensions = new Set<string>();
  for (const path of paths) {
    const extension = /\.[a-z0-9]{2,5}$/i.exec(path)?.[0];
    if (extension === undefined) continue;
    extensions.add(extension.toLowerCase());
    for (const name of new Set([path, baseName(path)].flatMap(spellings))) {
      lengths.add(name.length);
      const others = byName.get(name.toLowerCase());
      if (others === undefined) byName.set(name.toLowerCase(), [path]);
      else if (others.at(-1) !== path) others.push(path);
    }
  }
  return { byName, lengths: [...lengths].sort((a, b) => b - a), extensions };
}

function spellings(name: string): readonly string[] {
  return [
    name,
    name.normalize('NFC'),
    name.normalize('NFD'),
    name.replaceAll(' ', '%20'),
    pathToUrl(name, 'bare') ?? name,
  ];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Maximum number of file extensions that are examined per answer; each may end names of many lengths. */
const maxCandidates = 1_000;

/** The images that an excerpt mentions, in the order of the text. */
export function findImageMentions({ markdown, origin }: Excerpt, names: ImageIndex): readonly ImageMention[] {
  const found: ImageMention[] = [];
  let candidates = 0;
  for (const [index, text] of markdown.split('\n').entries()) {
    const place = origin[index];
    if (!place) continue;
    const slashed = text.replaceAll('\\', '/');
    for (const { 0: extension, index: at } of text.matchAll(/\.[a-z0-9]{2,5}/gi)) {
      const end = at + extension.length;
      if (!names.extensions.has(extension.toLowerCase()) || nameContinues.test(text.slice(end, end + 3))) continue;
      candidates += 1;
      if (candidates > maxCandidates) return found;
      const name = nameBefore(slashed, end, names);
      if (!name) continue;
      found.push({
        path: name.path,
        written: text.slice(name.start, end),
        line: place.line,
        column: place.column + name.start,
        endColumn: place.column + end,
        ...readImagePrefix(text.slice(Math.max(0, name.start - maxImagePrefix), name.start)),
      });
    }
  }
  return found;
}

/** What may not follow a name, so that `plot.png` is not found in `plot.pngs` or `plot.png.txt`. */
const nameContinues = /^\.?[\p{L}\p{N}]|^[_-]/u;

interface NameInLine {
  readonly path: string;
  /** Offset in the line, including a folder before the name. */
  readonly start: number;
}

/** The longest image name that ends at an offset. */
function nameBefore(text: string, end: number, { byName, lengths }: ImageIndex): NameInLine | undefined {
  for (const length of lengths) {
    const start = end - length;
    if (start < 0) continue;
    const paths = byName.get(text.slice(start, end).toLowerCase());
    if (!paths || !nameBoundary.test(text.charAt(start - 1))) continue;
    const folder = folderBefore(text, start);
    const written = (folder + text.slice(start, end)).toLowerCase();
    const path = rootPrefix.test(folder)
      ? paths[0]
      : paths.find((candidate) => `/${candidate.toLowerCase()}`.endsWith(`/${written}`));
    if (path !== undefined) return { path, start: start - folder.length };
  }
  return undefined;
}

/** What may precede a name, so that `plot.png` is not found in `my-plot.png`. */
const nameBoundary = /^$|[^\p{L}\p{N}\p{M}_.%@+~$-]/u;

/** What may precede a path relative to the report's folder. */
const rootPrefix = /^(?:\.?\/)?(?:reports\/(?:[^/]+\/)?)?$/i;

/** Maximum length of a folder path before a name. */
const maxFolderLength = 400;

/** The folder written before a name: `figures/`, `./`, or empty. */
function folderBefore(text: string, end: number): string {
  if (text.charAt(end - 1) !== '/') return '';
  let start = end;
  while (start > 0 && end - start < maxFolderLength && !/[\s"'`<>()[\]{}|,;:=*]/.test(text.charAt(start - 1)))
    start -= 1;
  return text.slice(start, end);
}

/** Maximum length of image syntax before its URL. */
const maxImagePrefix = 1_000;

/** Reads the image syntax before a name. */
function readImagePrefix(before: string): Pick<ImageMention, 'alt' | 'isAddress'> {
  const image = /^!\[([^[\]]*)\]\s*[({]\s*<?$/.exec(before.slice(before.lastIndexOf('![')));
  const isAddress = before.endsWith('](');
  return image?.[1] === undefined ? { isAddress } : { alt: image[1], isAddress };
}
