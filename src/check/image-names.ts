/** Where an answer's source names pictures of the report's folder, whatever Markdown makes of that text. */
import { pathToUrl } from '../markdown/path-to-url.js';
import type { Excerpt } from '../model/excerpt.js';

/** The pictures of a folder by what they may be called in a text. */
export interface PictureNames {
  /** By path and by base name, as they are and percent-encoded, in lower case. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** The lengths of these names, the longest first. */
  readonly lengths: readonly number[];
  /** Lower-case extensions, with the dot. */
  readonly extensions: ReadonlySet<string>;
}

/** A place that names a picture, 1-based like a span. */
export interface PictureName {
  /** The picture's path in the folder. */
  readonly path: string;
  readonly written: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** What is written in front of it as an image's alternative text: `![this](` or `![this]{`. */
  readonly alt?: string;
  /** Whether it stands where an image has its address. */
  readonly isAddress: boolean;
}

/** Indexes pictures by name. */
export function indexPictures(paths: readonly string[]): PictureNames {
  const byName = new Map<string, string[]>();
  const lengths = new Set<number>();
  const extensions = new Set<string>();
  for (const path of paths) {
    const extension = /\.[a-z0-9]{2,5}$/i.exec(path)?.[0];
    if (extension === undefined) continue;
    extensions.add(extension.toLowerCase());
    for (const name of new Set([path, baseOf(path)].flatMap(spellings))) {
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

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Most extensions in an answer that are looked at, each of which may end names of many lengths. */
const mostLooks = 1_000;

/** The pictures that an excerpt names, in the order of the text. */
export function findPictureNames({ markdown, origin }: Excerpt, names: PictureNames): readonly PictureName[] {
  const found: PictureName[] = [];
  let looks = 0;
  for (const [index, text] of markdown.split('\n').entries()) {
    const place = origin[index];
    if (!place) continue;
    const slashed = text.replaceAll('\\', '/');
    for (const { 0: extension, index: at } of text.matchAll(/\.[a-z0-9]{2,5}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])/giu)) {
      if (!names.extensions.has(extension.toLowerCase())) continue;
      looks += 1;
      if (looks > mostLooks) return found;
      const end = at + extension.length;
      const name = nameBefore(slashed, end, names);
      if (!name) continue;
      found.push({
        path: name.path,
        written: text.slice(name.start, end),
        line: place.line,
        column: place.column + name.start,
        endColumn: place.column + end,
        ...imageBefore(text.slice(Math.max(0, name.start - longestBeginning), name.start)),
      });
    }
  }
  return found;
}

interface NameInLine {
  readonly path: string;
  /** Where it begins in the line, a folder in front of it included. */
  readonly start: number;
}

/** The longest name that ends here. */
function nameBefore(text: string, end: number, { byName, lengths }: PictureNames): NameInLine | undefined {
  for (const length of lengths) {
    const start = end - length;
    if (start < 0) continue;
    const paths = byName.get(text.slice(start, end).toLowerCase());
    if (!paths || !beginsName.test(text.charAt(start - 1))) continue;
    const folder = folderBefore(text, start);
    const written = (folder + text.slice(start, end)).toLowerCase();
    const path = rootPrefix.test(folder)
      ? paths[0]
      : paths.find((candidate) => `/${candidate.toLowerCase()}`.endsWith(`/${written}`));
    if (path !== undefined) return { path, start: start - folder.length };
  }
  return undefined;
}

/** What may stand before a name, so that `plot.png` is not found in `my-plot.png`. */
const beginsName = /^$|[^\p{L}\p{N}\p{M}_.%@+~$-]/u;

/** What may stand before a path from the report's folder. */
const rootPrefix = /^(?:\.?\/)?(?:reports\/(?:[^/]+\/)?)?$/i;

/** Longest folder that is read before a name. */
const longestFolder = 400;

/** The folder written before a name: `figures/`, `./`, or nothing. */
function folderBefore(text: string, end: number): string {
  if (text.charAt(end - 1) !== '/') return '';
  let start = end;
  while (start > 0 && end - start < longestFolder && !/[\s"'`<>()[\]{}|,;:=*]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

/** Longest beginning of an image that is read before its address. */
const longestBeginning = 1_000;

/** What the beginning of an image before a name says. */
function imageBefore(before: string): Pick<PictureName, 'alt' | 'isAddress'> {
  const image = /^!\[([^[\]]*)\]\s*[({]\s*<?$/.exec(before.slice(before.lastIndexOf('![')));
  const isAddress = before.endsWith('](');
  return image?.[1] === undefined ? { isAddress } : { alt: image[1], isAddress };
}
