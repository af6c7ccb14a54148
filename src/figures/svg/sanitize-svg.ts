import type { CustomPlugin, XastChild, XastElement, XastRoot } from 'svgo';
import { optimize } from 'svgo';
import { cleanStyleAttribute, cleanStyleSheet, staysInside } from './css.js';
import { drawingPrefix } from './embedded-drawing.js';
import { isFragment } from './fragment.js';
import { convertForeignObjects, keepLabelSpaces } from './labels/foreign-objects.js';
import { onLightGround } from './light-ground.js';
import { countShapes } from './shapes/count-shapes.js';
import type { DrawnCount } from './shapes/shape-counts.js';
import { allowedAttributes, allowedElements, animatable, referring, unwrappedElements } from './svg-policy.js';
import { impliedViewBox } from './svg-size.js';
import { svgReasons, UnfitSvgError } from './unfit-svg.js';

const svgNamespace = 'http://www.w3.org/2000/svg';
const xlinkNamespace = 'http://www.w3.org/1999/xlink';

/** An embedded raster image. */
const embeddedPicture = /^data:image\/(?:png|jpe?g|webp|gif);base64,[a-z0-9+/=\s]+$/i;

/** An embedded drawing. */
const embeddedDrawing = /^data:image\/svg\+xml(?:;charset=[\w-]+|;utf-?8)?(;base64)?,/i;

/** An SVG without scripts, external resources and links, and the attributes of its root. */
export interface SanitizedSvg {
  readonly text: string;
  readonly root: Readonly<Record<string, string>>;
  /** Whether it had content in HTML that is not shown: pictures, formulas. */
  readonly incomplete: boolean;
  readonly drawn: DrawnCount;
}

/**
 * Removes everything from an SVG that is not on the allow-lists of `svg-policy.ts`. The text must have no document type.
 * Throws an {@link UnfitSvgError}, also for one that draws too much, or the parser's error when it is not well-formed.
 */
export function sanitizeSvg(text: string): SanitizedSvg {
  let result: Omit<SanitizedSvg, 'text'> | undefined;
  const plugin: CustomPlugin = {
    name: 'allow-list',
    fn: () => ({
      root: {
        enter: (root) => {
          result = sanitizeRoot(root);
        },
      },
    }),
  };
  // No built-in plugins: each can change how some drawing looks, only to save bytes.
  const { data } = optimize(keepLabelSpaces(text), { plugins: [plugin], multipass: false });
  if (!result) throw new UnfitSvgError(svgReasons.malformed);
  return { text: data, ...result };
}

function sanitizeRoot(root: XastRoot): Omit<SanitizedSvg, 'text'> {
  const [svg, another] = root.children.filter((child) => child.type === 'element');
  if (!svg || another) throw new UnfitSvgError(svgReasons.malformed);
  const prefix = svg.name.includes(':') ? svg.name.slice(0, svg.name.indexOf(':') + 1) : '';
  const declared = svg.attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`];
  if (declared !== undefined && declared !== svgNamespace) throw new UnfitSvgError(svgReasons.noDrawing);
  const { incomplete } = convertForeignObjects(svg);
  const xlink = Object.entries(svg.attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value === xlinkNamespace,
  );
  const [clean] = sanitizeChild(svg, {
    prefix,
    hrefs: new Set(['href', 'xlink:href', `${xlink?.[0].slice('xmlns:'.length)}:href`]),
  });
  if (clean?.type !== 'element' || clean.name !== 'svg') throw new UnfitSvgError(svgReasons.noDrawing);
  const viewBox = impliedViewBox(clean.attributes);
  if (viewBox !== undefined) clean.attributes['viewBox'] = viewBox;
  clean.attributes = {
    xmlns: svgNamespace,
    ...(usesXlink(clean) ? { 'xmlns:xlink': xlinkNamespace } : {}),
    ...clean.attributes,
  };
  root.children = [clean];
  return { root: clean.attributes, incomplete, drawn: countShapes(clean) };
}

/** The namespace prefixes of this file: some programs write `ns0:svg` and `ns1:href`. */
interface Names {
  /** The prefix of SVG elements: empty, or with `:` at the end. */
  readonly prefix: string;
  /** Names of `href` attributes. */
  readonly hrefs: ReadonlySet<string>;
}

/** Returns what replaces a node: its sanitized copy, its children, or nothing. */
function sanitizeChild(node: XastChild, names: Names): readonly XastChild[] {
  if (node.type === 'text') return [node];
  if (node.type === 'cdata') return [{ type: 'text', value: node.value }];
  if (node.type !== 'element') return [];
  const { prefix } = names;
  const name = prefix !== '' && node.name.startsWith(prefix) ? node.name.slice(prefix.length) : node.name;
  if (unwrappedElements.has(name)) return node.children.flatMap((child) => sanitizeChild(child, names));
  if (!allowedElements.has(name)) return [];
  const attributes = sanitizeAttributes(name, node.attributes, names);
  if ('attributeName' in node.attributes && !animatable.has(node.attributes['attributeName'] ?? '')) return [];
  if (name === 'style') {
    const css = cleanStyleSheet(sheetOf(node));
    return css.trim() === '' ? [] : [{ ...node, name, attributes, children: [{ type: 'text', value: css }] }];
  }
  return [{ ...node, name, attributes, children: node.children.flatMap((child) => sanitizeChild(child, names)) }];
}

/** The text of a style sheet, inside the condition of its element. */
function sheetOf({ attributes, children }: XastElement): string {
  const css = children.map((child) => ('value' in child && child.type !== 'comment' ? child.value : '')).join('');
  const { media } = attributes;
  return media === undefined || /[{};]/.test(media) ? css : `@media ${media}{${css}}`;
}

function sanitizeAttributes(
  element: string,
  attributes: Readonly<Record<string, string>>,
  { hrefs }: Names,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (hrefs.has(name)) {
      const target = element === 'image' ? embeddedImage(value.trim()) : value.trim();
      if (target !== undefined && mayPointTo(element, target)) kept[name === 'href' ? name : 'xlink:href'] = target;
    } else if (name === 'style') {
      const css = cleanStyleAttribute(value);
      if (css.trim() !== '') kept[name] = css;
    } else if (allowedAttributes.has(name)) {
      // XML attribute values have a space for each line break or tab: ids need the same, so that references match them.
      const shown = isName(name) ? value.replace(/\r\n|[\t\n\r]/g, ' ') : onLightGround(value);
      if (isName(name) || staysInside(shown)) kept[name] = shown;
    }
  }
  return kept;
}

/** These are names, not CSS values: drawing programs write ids such as `Layer_1_(copy)`. */
function isName(attribute: string): boolean {
  return attribute === 'id' || attribute === 'class';
}

/** The URL of an embedded image, that of a drawing as base64; undefined when it is neither. */
function embeddedImage(url: string): string | undefined {
  if (embeddedPicture.test(url)) return url;
  const [head, base64] = embeddedDrawing.exec(url) ?? [];
  if (head === undefined) return undefined;
  const data = url.slice(head.length);
  return `${drawingPrefix}${base64 === undefined ? encodeDrawing(data) : data.replace(/[^a-z0-9+/=]/gi, '')}`;
}

function encodeDrawing(data: string): string {
  try {
    return Buffer.from(decodeURIComponent(data), 'utf8').toString('base64');
  } catch {
    return Buffer.from(data, 'utf8').toString('base64');
  }
}

function mayPointTo(element: string, value: string): boolean {
  return element === 'image' || (referring.has(element) && isFragment(value));
}

function usesXlink(element: XastElement): boolean {
  return (
    'xlink:href' in element.attributes || element.children.some((child) => child.type === 'element' && usesXlink(child))
  );
}
