/** A file format as detected from the content: file names and HTTP headers can be wrong. */
export type Sniffed =
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'tiff'
  | 'svg'
  | 'heic'
  | 'bmp'
  | 'ico'
  | 'pdf'
  | 'jxl'
  | 'jp2'
  | 'eps'
  | 'lfs-pointer'
  | 'html'
  | 'empty'
  | 'unknown';

/** Formats that can be shown on a page, some of them after encoding. */
const showable: ReadonlySet<Sniffed> = new Set(['png', 'jpeg', 'gif', 'webp', 'avif', 'tiff', 'svg']);

/** Whether a figure of this format can be prepared for a page. */
export function isShowable(format: Sniffed): boolean {
  return showable.has(format);
}

/** The usual file extension of a format that can be shown; undefined for others. */
export function extensionOf(format: Sniffed): string | undefined {
  if (!isShowable(format)) return undefined;
  return format === 'jpeg' ? 'jpg' : format;
}

/** How far into a text the root element is searched for; generators put long comments before it. */
const textHead = 16_384;

const signatures: readonly (readonly [Sniffed, number, string])[] = [
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['jpeg', 0, '\xff\xd8\xff'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['tiff', 0, 'II+\0'],
  ['tiff', 0, 'MM\0+'],
  ['bmp', 0, 'BM'],
  ['ico', 0, '\0\0\x01\0'],
  ['pdf', 0, '%PDF-'],
  ['jxl', 0, '\xff\x0a'],
  ['jxl', 4, 'JXL '],
  ['jp2', 4, 'jP  \r\n'],
  ['jp2', 0, '\xff\x4f\xff\x51'],
  ['eps', 0, '%!PS-Adobe'],
  ['lfs-pointer', 0, 'version https://git-lfs.github.com/spec/'],
];

/** Detects the format from the first bytes, at most 16 KiB. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, textHead));
  const ascii = head.toString('latin1', 0, 64);
  if (ascii.startsWith('RIFF') && ascii.startsWith('WEBP', 8)) return 'webp';
  if (ascii.startsWith('ftyp', 4)) return sniffBrands(head);
  for (const [format, at, signature] of signatures) if (ascii.startsWith(signature, at)) return format;
  return sniffText(head);
}

function sniffBrands(head: Buffer): Sniffed {
  const size = Math.min(head.readUInt32BE(0), 256, head.length);
  const brands = head.toString('latin1', 8, size);
  if (/avi[fs]/.test(brands)) return 'avif';
  return /hei[cxmsf]|hev[cx]|mif1|msf1/.test(brands) ? 'heic' : 'unknown';
}

function sniffText(head: Buffer): Sniffed {
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf16le' : 'utf8';
  let text = head.toString(wide);
  if (head[0] === 0xfe && head[1] === 0xff)
    text = Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString('utf16le');
  text = text.replace(/^\ufeff/, '').trimStart();
  if (!text.startsWith('<')) return 'unknown';
  const root = firstElement(text);
  if (root === 'html' || /^<!doctype\s+html/i.test(text)) return 'html';
  return root === 'svg' || root?.endsWith(':svg') === true ? 'svg' : 'unknown';
}

/** The terminator of the comment, instruction or document type that starts here; undefined for an element. */
function endOfDeclaration(text: string, at: number): string | undefined {
  if (text.startsWith('<!--', at)) return '-->';
  if (text.startsWith('<?', at)) return '?>';
  if (!text.startsWith('<!', at)) return undefined;
  return /^<![^>[]*\[/.test(text.slice(at, at + 1024)) ? ']' : '>';
}

/** The name of the first element after declarations, comments and a document type with its internal subset. */
function firstElement(text: string): string | undefined {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open < 0) return undefined;
    const skip = endOfDeclaration(text, open);
    if (skip === undefined) return /^<([\w.:-]+)/.exec(text.slice(open, open + 64))?.[1];
    const close = text.indexOf(skip, open);
    if (close < 0) return undefined;
    at = close + skip.length;
  }
  return undefined;
}
