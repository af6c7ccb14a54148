import sharp from 'sharp';
import type { EncodedFigure } from '../encode/encode-job.js';
import { maxSvgBytes } from '../encode/recipe.js';
import { stripMetadata } from '../encode/strip-metadata.js';
import { sniff } from '../inspect/sniff.js';
import type { Unreadable } from '../inspect/unreadable.js';
import { unreadable } from '../inspect/unreadable.js';
import { decodeXml, expandDoctype } from './decode-xml.js';
import { drawingPrefix } from './embedded-drawing.js';
import { type SanitizedSvg, sanitizeSvg } from './sanitize-svg.js';
import { maxShapes } from './shapes/count-shapes.js';
import { sizeOfSvg } from './svg-size.js';
import { svgReasons, UnfitSvgError } from './unfit-svg.js';

/** Pixels of the largest embedded image that is re-encoded. */
const maxEmbeddedPixels = 50_000_000;

/** Most embedded images that are re-encoded. */
const maxEmbedded = 50;

/** Sanitizes an SVG and determines its size. It has one variant, since it scales. */
export async function encodeSvg(bytes: Uint8Array): Promise<EncodedFigure | Unreadable> {
  if (bytes.length > maxSvgBytes) {
    return unreadable(
      `The SVG has ${Math.ceil(bytes.length / 1048576)} MB and the limit is ${maxSvgBytes / 1048576} MB: save it as PNG.`,
    );
  }
  try {
    const sanitized = sanitizeBytes(bytes);
    const size = sizeOfSvg(sanitized.root);
    if (!size) return unreadable(svgReasons.noSize);
    const budget = { left: maxEmbedded, hasLostDrawing: false, depth: 0, renderings: sanitized.drawn.drawings };
    const clean = await cleanEmbedded(sanitized.text, budget);
    const variant = { format: 'svg+xml', ...size, bytes: Buffer.from(clean, 'utf8') };
    return {
      variants: [variant],
      transparent: true,
      animated: /<(?:animate|animateMotion|animateTransform|set)[\s/>]/.test(clean),
      ...(sanitized.incomplete || budget.hasLostDrawing
        ? { incomplete: budget.hasLostDrawing ? lostDrawing : incompleteDrawing }
        : {}),
    };
  } catch (error) {
    if (error instanceof UnfitSvgError) return unreadable(error.message);
    // Stack overflow: nested too deeply.
    if (error instanceof RangeError) return unreadable(svgReasons.tooComplex);
    if (error instanceof Error && error.name === 'SvgoParserError') return unreadable(svgReasons.malformed);
    throw error;
  }
}

/** What to do about a drawing with content that is no text. */
const incompleteDrawing =
  'The drawing holds something that only a web page can show, such as a formula or a picture in a label: export it as PNG, or from draw.io with plain text in place of “Formatted Text”.';

/** Advice for a drawing with an embedded drawing that cannot be shown. */
const lostDrawing = 'The drawing holds another one that cannot be shown: export it as PNG.';

/** Decodes and sanitizes a drawing; throws an {@link UnfitSvgError}, or the parser's error. */
function sanitizeBytes(bytes: Uint8Array): SanitizedSvg {
  const text = decodeXml(bytes);
  if (text === undefined) throw new UnfitSvgError(svgReasons.malformed);
  const plain = expandDoctype(text, maxSvgBytes);
  if (plain === undefined) throw new UnfitSvgError(svgReasons.tooComplex);
  if (!isComplete(plain)) throw new UnfitSvgError(svgReasons.malformed);
  return sanitizeSvg(plain);
}

/** The parser tolerates a missing end tag; a truncated file must not pass as complete. */
function isComplete(text: string): boolean {
  let end = text.trimEnd();
  while (end.endsWith('-->') || end.endsWith('?>'))
    end = end.slice(0, Math.max(0, end.lastIndexOf(end.endsWith('-->') ? '<!--' : '<?'))).trimEnd();
  const last = end.slice(Math.max(0, end.lastIndexOf('<')));
  return /^<\/(?:[\w.-]+:)?svg\s*>$/.test(last) || (/^<(?:[\w.-]+:)?svg\b/.test(last) && last.endsWith('/>'));
}

/** Limits on the images that a drawing embeds, and whether one of them is not shown. */
interface Budget {
  /** How many images may still be encoded. */
  left: number;
  /** Whether an embedded drawing is not shown. */
  hasLostDrawing: boolean;
  /** How many drawings this one is embedded in. */
  readonly depth: number;
  /** Number of times that the drawings in this one are rendered. */
  readonly renderings: number;
}

/** How deeply drawings may be embedded in one another. */
const maxDepth = 2;

/** Re-encodes embedded images that contain metadata, and sanitizes embedded drawings. */
async function cleanEmbedded(text: string, budget: Budget): Promise<string> {
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(/data:image\/(png|jpe?g|webp|gif|svg\+xml);base64,([A-Za-z0-9+/=\s]*)/gi)) {
    const bytes = Buffer.from(match[2] ?? '', 'base64');
    const type = match[1]?.toLowerCase() ?? 'png';
    const isDrawing = type === 'svg+xml';
    if (
      !isDrawing &&
      stripMetadata(bytes, { format: sniff(bytes), orientation: 1, profile: false })?.length === bytes.length
    )
      continue;
    if (--budget.left < 0) throw new UnfitSvgError(svgReasons.tooComplex);
    pieces.push(
      text.slice(at, match.index),
      isDrawing ? await cleanDrawing(bytes, budget) : await reencode(bytes, type),
    );
    at = match.index + match[0].length;
  }
  return pieces.join('') + text.slice(at);
}

/** An embedded drawing as a URL; an empty one when it cannot be shown. */
async function cleanDrawing(bytes: Buffer, budget: Budget): Promise<string> {
  const drawing = budget.depth >= maxDepth ? undefined : sanitizedOrNone(bytes);
  if (!drawing) {
    budget.hasLostDrawing = true;
    return emptyImage;
  }
  const { text, drawn } = drawing;
  if (!(budget.renderings * drawn.shapes <= maxShapes)) throw new UnfitSvgError(svgReasons.tooComplex);
  const inside = { ...budget, depth: budget.depth + 1, renderings: budget.renderings * drawn.drawings };
  const clean = await cleanEmbedded(text, inside);
  budget.left = inside.left;
  budget.hasLostDrawing = inside.hasLostDrawing;
  return drawingPrefix + Buffer.from(clean, 'utf8').toString('base64');
}

function sanitizedOrNone(bytes: Buffer): SanitizedSvg | undefined {
  try {
    return sanitizeBytes(bytes);
  } catch (error) {
    if (error instanceof UnfitSvgError || (error instanceof Error && error.name === 'SvgoParserError'))
      return undefined;
    throw error;
  }
}

/** Draws nothing. */
const emptyImage = 'data:,';

async function reencode(bytes: Buffer, type: string): Promise<string> {
  const format = type === 'jpg' ? 'jpeg' : type;
  if (format !== 'png' && format !== 'jpeg' && format !== 'webp' && format !== 'gif') return emptyImage;
  try {
    const known = sniff(bytes);
    if (known !== 'png' && known !== 'jpeg' && known !== 'webp' && known !== 'gif') return emptyImage;
    const image = sharp(bytes, { limitInputPixels: maxEmbeddedPixels, failOn: 'error' }).autoOrient();
    const encoded = await image.toFormat(format, format === 'jpeg' ? { quality: 90 } : {}).toBuffer();
    return `data:image/${format};base64,${encoded.toString('base64')}`;
  } catch {
    // An image that cannot be decoded cannot be stripped; an empty one draws nothing.
    return emptyImage;
  }
}
