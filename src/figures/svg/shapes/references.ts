import type { CssNode } from 'css-tree';
import { generate, ident, parse, tokenTypes } from 'css-tree';
import { referencedIds, type Token, tokensOf } from '../css.js';

/**
 * How something that an element refers to is drawn: as often as what is in the element is filled, stroked or marked,
 * because these properties are inherited, or once as an effect on the whole (masks, clip paths, filters).
 */
export const uses = ['fill', 'stroke', 'marker', 'effect'] as const;
export type Use = (typeof uses)[number];

/** What a declaration refers to: ids by `url(#id)`, and how many functions that filter. */
export type References = Readonly<Partial<Record<Use, readonly string[]>>> & { readonly filters?: number };

/** What the declarations of a rule refer to, or those of an element. */
export type RuleReferences = readonly References[];

/** What a property refers to. */
export function referencesOfProperty(property: string, value: string): RuleReferences {
  // An escape could spell the function.
  const ids = /url|\\/i.test(value) ? referencedIds(value) : [];
  const used = usesOf(property.toLowerCase());
  const filters = used.includes('effect') && hasFunction(value) ? filtersIn(value) : 0;
  return ids.length === 0 && filters === 0 ? [] : [{ ...Object.fromEntries(used.map((use) => [use, ids])), filters }];
}

/** Functions that filter what is drawn. */
const filtering = new Set(
  'blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia'.split(' '),
);

function filtersIn(value: string): number {
  return tokensOf(value).filter(
    ({ type, text }) => type === tokenTypes.Function && filtering.has(ident.decode(text.slice(0, -1)).toLowerCase()),
  ).length;
}

function hasFunction(css: string): boolean {
  return css.includes('(');
}

function usesOf(property: string): readonly Use[] {
  if (property === 'fill' || property === 'stroke') return [property];
  if (property.startsWith('marker')) return ['marker'];
  // The value of a custom property can become that of any other.
  return property.startsWith('--') ? uses : ['effect'];
}

/** What a `style` attribute refers to. */
export function referencesOfStyle(css: string): RuleReferences {
  return hasFunction(css) ? declared(children(css, 'declarationList')) : [];
}

/** The name under which rules stand that may apply to any element. */
export const anyElement = '*';

/**
 * What the rules of style sheets refer to, by `.class`, `#id` and name of an element. An element that a rule applies to has
 * one of the names in its selector, unless the rule may apply to any: selectors are not evaluated, which could take longer
 * than to draw.
 */
export function referencesOfSheets(sheets: readonly string[]): ReadonlyMap<string, readonly RuleReferences[]> {
  const rules = new Map<string, RuleReferences[]>();
  const visit = (nodes: Iterable<CssNode>, names: ReadonlySet<string>, keyframes = false): void => {
    const references = declared(nodes);
    if (references.length > 0) for (const name of names) listOf(rules, name).push(references);
    for (const node of nodes) {
      // Of a nested rule, its own selector says to what it applies; of a keyframe, `animation-name` elsewhere does.
      if (node.type === 'Rule') visit(node.block.children, keyframes ? onlyAny : namesIn(generate(node.prelude)));
      if (node.type === 'Atrule' && node.block) visit(node.block.children, names, /keyframes$/i.test(node.name));
    }
  };
  for (const css of sheets) if (hasFunction(css)) visit(children(css, 'stylesheet'), onlyAny);
  return rules;
}

const onlyAny: ReadonlySet<string> = new Set([anyElement]);

function listOf(rules: Map<string, RuleReferences[]>, name: string): RuleReferences[] {
  const known = rules.get(name);
  if (known) return known;
  const list: RuleReferences[] = [];
  rules.set(name, list);
  return list;
}

/** The classes, ids and names of elements in a selector, or that of any element when it may select one without them. */
function namesIn(selector: string): ReadonlySet<string> {
  const tokens = tokensOf(selector);
  const names = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.type === tokenTypes.Ident)
      names.add(isDelimiter(tokens[index - 1], '.') ? `.${ident.decode(token.text)}` : ident.decode(token.text));
    else if (token.type === tokenTypes.Hash) names.add(`#${ident.decode(token.text.slice(1))}`);
    else if (!isCombinator(token) && !isDelimiter(token, '.')) return onlyAny;
  }
  return names;
}

function isCombinator(token: Token): boolean {
  return (
    token.type === tokenTypes.WhiteSpace ||
    token.type === tokenTypes.Comma ||
    ['>', '+', '~'].some((delimiter) => isDelimiter(token, delimiter))
  );
}

function isDelimiter(token: Token | undefined, text: string): boolean {
  return token?.type === tokenTypes.Delim && token.text === text;
}

/** What declarations refer to. */
function declared(nodes: Iterable<CssNode>): RuleReferences {
  const found: References[] = [];
  for (const node of nodes)
    if (node.type === 'Declaration' && node.value.type === 'Raw')
      for (const references of referencesOfProperty(node.property, node.value.value)) found.push(references);
  return found;
}

function children(css: string, context: 'stylesheet' | 'declarationList'): Iterable<CssNode> {
  const tree = parse(css, { context, parseValue: false, parseCustomProperty: false, parseAtrulePrelude: false });
  if (tree.type !== 'StyleSheet' && tree.type !== 'DeclarationList') throw new Error(`CSS was read as ${tree.type}`);
  return tree.children;
}
