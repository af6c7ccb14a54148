import type { Atrule, Block, CssNode, Declaration, DeclarationList, List, StyleSheet } from 'css-tree';
import { generate, parse, tokenTypes } from 'css-tree';
import { functionName, isUrl, quotedUrl, stringValue, type Token, tokensOf, unquotedTarget } from './css-tokens.js';
import { isFragment } from './fragment.js';
import { onLightGround, onLightGroundIf } from './light-ground.js';
import { allowedAtRules, allowedFunctions, forbiddenProperties } from './svg-policy.js';

/**
 * A style sheet of an SVG without anything that runs or refers outside the drawing: unsafe at-rules, rules and
 * declarations are removed, the target of an unsafe `url()` becomes `none`. A sheet with nothing to remove is returned
 * byte for byte; any other is written anew, without comments and optional whitespace.
 */
export function cleanStyleSheet(css: string): string {
  return clean(css, 'stylesheet');
}

/** The same for a `style` attribute. */
export function cleanStyleAttribute(css: string): string {
  return clean(css, 'declarationList');
}

/** Whether the value of a presentation attribute refers at most to a part of the same drawing. */
export function staysInside(value: string): boolean {
  // Without a function and without an escape that could spell one, a value can only be an address as a whole.
  if (!/[(\\]/.test(value)) return !/^\s*(?:javascript|vbscript|data)\s*:/i.test(value);
  return cleanValue(value) === value && !/data:/i.test(value);
}

/** Where CSS stands: in a style sheet or in a `style` attribute. */
export type CssContext = 'stylesheet' | 'declarationList';

/** Parses CSS. Values and the preludes of at-rules stay text. */
export function parseCss(css: string, context: CssContext): StyleSheet | DeclarationList {
  const tree = parse(css, { context, parseValue: false, parseCustomProperty: false, parseAtrulePrelude: false });
  if (tree.type !== 'StyleSheet' && tree.type !== 'DeclarationList') throw new Error(`CSS was read as ${tree.type}`);
  return tree;
}

function clean(css: string, context: CssContext): string {
  const { children, changed, write } = read(css, context);
  if (!changed) return css;
  if (children.isEmpty) return '';
  const cleaned = write();
  // What is written must read as what was meant, whatever was left unclosed in the source.
  return read(cleaned, context).changed ? '' : cleaned;
}

interface ReadCss {
  readonly children: List<CssNode>;
  /** Whether the source holds something that is not in the tree any more. */
  readonly changed: boolean;
  readonly write: () => string;
}

/**
 * Parses CSS and removes what is unsafe. Values and the preludes of at-rules stay text, which is judged by its tokens:
 * the parser would lose valid values that are too new for it, and takes seconds for a few thousand nested brackets.
 */
function read(css: string, context: CssContext): ReadCss {
  const tree = parseCss(css, context);
  const removed = cleanChildren(tree.children);
  // The parser passes over comments. A `<` would end the style element where somebody reads the file as HTML.
  const changed = removed || css.includes('/*') || css.includes('<');
  return { children: tree.children, changed, write: () => generate(tree) };
}

/** Removes what is unsafe from a sheet or a block; returns whether there was anything. */
function cleanChildren(children: List<CssNode>): boolean {
  let changed = false;
  children.forEach((node, item, list) => {
    const result = cleanNode(node);
    if (result === 'unsafe') list.remove(item);
    changed ||= result !== 'safe';
  });
  return changed;
}

type Outcome = 'safe' | 'cleaned' | 'unsafe';

function cleanNode(node: CssNode): Outcome {
  switch (node.type) {
    case 'Declaration':
      return cleanDeclaration(node);
    case 'Atrule':
      return cleanAtrule(node);
    case 'Rule':
      // The selector is raw when the parser could not read it.
      return node.prelude.type === 'Raw' ? 'unsafe' : cleanBlock(node.block);
    case 'Raw':
      // A semicolon too many. All other raw text is what the parser could not read.
      return /^[;\s]*$/.test(node.value) ? 'safe' : 'unsafe';
    default:
      return 'unsafe';
  }
}

function cleanAtrule(node: Atrule): Outcome {
  const { name, prelude } = node;
  if (!allowedAtRules.has(name.toLowerCase())) return 'unsafe';
  if (prelude?.type === 'Raw') {
    const tokens = tokensOf(prelude.value);
    if (tokens.some((token) => isUnsafe(token) || isUrl(token))) return 'unsafe';
    const value = onLightGroundIf(tokens.map(withoutComment).join(''));
    const changed = value !== prelude.value;
    node.prelude = { type: 'Raw', value };
    const block = cleanBlock(node.block);
    return changed && block === 'safe' ? 'cleaned' : block;
  }
  return cleanBlock(node.block);
}

function cleanBlock(block: Block | null): Outcome {
  if (!block || block.children.isEmpty || !cleanChildren(block.children)) return 'safe';
  return block.children.isEmpty ? 'unsafe' : 'cleaned';
}

function cleanDeclaration(node: Declaration): Outcome {
  const { property, value } = node;
  if (value.type !== 'Raw') throw new Error('the value of a declaration was parsed');
  if (!/^[\w-]+$/.test(property) || forbiddenProperties.has(property.toLowerCase())) return 'unsafe';
  const cleaned = cleanValue(value.value);
  if (cleaned === undefined) return 'unsafe';
  if (cleaned === value.value) return 'safe';
  node.value = { type: 'Raw', value: cleaned };
  return 'cleaned';
}

/** Tokens that neither a value nor a condition needs and that could give it another meaning. */
const unsafeTokens: ReadonlySet<number> = new Set([
  tokenTypes.BadUrl,
  tokenTypes.BadString,
  tokenTypes.AtKeyword,
  tokenTypes.CDO,
  tokenTypes.CDC,
  tokenTypes.LeftCurlyBracket,
  tokenTypes.RightCurlyBracket,
]);

function isUnsafe({ type, text }: Token): boolean {
  // No allowed function takes a URL as a string; this is defence in depth.
  return unsafeTokens.has(type) || (type === tokenTypes.String && /\/\/|^\s*[a-z-]+:/i.test(stringValue(text)));
}

/**
 * A value with every unsafe `url()` replaced by `none` and without comments; undefined when it holds anything else that
 * could load something. Escapes are decoded first: `\75rl(` is `url(`.
 */
function cleanValue(written: string): string | undefined {
  const value = onLightGround(written);
  const tokens = tokensOf(value);
  const kept: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const quoted = quotedUrl(tokens, at);
    if (quoted) {
      kept.push(mayReferTo(quoted.target) ? quoted.text : 'none');
      at = quoted.last;
    } else if (token.type === tokenTypes.Url) {
      kept.push(mayReferTo(unquotedTarget(token.text)) ? token.text : 'none');
    } else if (isUnsafe(token) || token.type === tokenTypes.Colon) return undefined;
    else if (token.type === tokenTypes.Function && !allowedFunctions.has(functionName(token.text))) return undefined;
    // No value has two slashes in a row; a URL without its function would.
    else if (token.text === '/' && tokens[at - 1]?.text === '/') return undefined;
    else kept.push(withoutComment(token));
  }
  return kept.join('');
}

function withoutComment({ type, text }: Token): string {
  return type === tokenTypes.Comment ? ' ' : text;
}

/** Fonts that drawing programs put into the file itself. */
const embeddedFont =
  /^data:(?:font\/[a-z0-9.+-]+|application\/(?:x-)?font-[a-z0-9.+-]+)(?:;charset=[a-z0-9-]+)?;base64,[a-z0-9+/=\s]*$/i;

function mayReferTo(target: string | undefined): boolean {
  return target !== undefined && (isFragment(target) || embeddedFont.test(target));
}
