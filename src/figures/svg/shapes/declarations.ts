import type { CssNode, Selector } from 'css-tree';
import { ident } from 'css-tree';
import { type Context, parseCss } from '../css.js';

/** A declaration of a style sheet or `style` attribute, or a presentation attribute. */
export interface Declared {
  /** In lower case. */
  readonly property: string;
  readonly value: string;
}

/** The name of an element in rules that may apply to any. */
export const anyElement = '*';

/** Declarations of a style sheet that apply to the same elements. */
export interface Rule {
  /**
   * For each of the rule's selectors a `.class`, an `#id` or the name of an element that what it selects has. Selectors are not
   * evaluated, which could take longer than to draw: there may be more such elements than the rule applies to.
   */
  readonly names: readonly string[];
  readonly declarations: readonly Declared[];
}

/** The declarations of a `style` attribute. */
export function declarationsOfStyle(css: string): readonly Declared[] {
  return declarationsIn(parse(css, 'declarationList'));
}

/** The rules of a style sheet that have declarations. */
export function rulesOf(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  const visit = (nodes: Iterable<CssNode>, names: readonly string[], inKeyframes: boolean): void => {
    const declarations = declarationsIn(nodes);
    if (declarations.length > 0) rules.push({ names, declarations });
    for (const node of nodes) {
      // To what keyframes apply is said elsewhere, by `animation-name`.
      if (node.type === 'Rule') visit(node.block.children, inKeyframes ? [anyElement] : namesIn(node.prelude), false);
      if (node.type === 'Atrule' && node.block && node.name.toLowerCase() !== 'font-face')
        visit(node.block.children, names, /keyframes$/i.test(node.name));
    }
  };
  visit(parse(css, 'stylesheet'), [anyElement], false);
  return rules;
}

function parse(css: string, context: Context): Iterable<CssNode> {
  return parseCss(css, context).children;
}

function declarationsIn(nodes: Iterable<CssNode>): readonly Declared[] {
  const declarations: Declared[] = [];
  for (const node of nodes)
    if (node.type === 'Declaration' && node.value.type === 'Raw')
      declarations.push({ property: node.property.toLowerCase(), value: node.value.value });
  return declarations;
}

function namesIn(prelude: CssNode): readonly string[] {
  if (prelude.type !== 'SelectorList') return [anyElement];
  const names = new Set<string>();
  for (const selector of prelude.children) names.add(selector.type === 'Selector' ? nameIn(selector) : anyElement);
  return [...names];
}

/** A name in the last part of a selector, the one that says what is selected. */
function nameIn({ children }: Selector): string {
  let name = anyElement;
  for (const node of children) {
    if (node.type === 'Combinator') name = anyElement;
    else if (node.type === 'IdSelector') name = `#${ident.decode(node.name)}`;
    else if (node.type === 'ClassSelector' && !name.startsWith('#')) name = `.${ident.decode(node.name)}`;
    else if (node.type === 'TypeSelector' && name === anyElement) name = ident.decode(node.name.replace(/^.*\|/, ''));
  }
  return name;
}
