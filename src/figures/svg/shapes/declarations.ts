import type { CssNode, Selector } from 'css-tree';
import { ident } from 'css-tree';
import { type CssContext, parseCss } from '../css.js';

/** A declaration of a style sheet or `style` attribute, or a presentation attribute. */
export interface CssDeclaration {
  /** In lower case. */
  readonly property: string;
  readonly value: string;
}

/** The name that stands for any element, as the universal selector does. */
export const anyElement = '*';

/** A style rule. */
export interface Rule {
  /**
   * For each selector of the rule one `.class`, `#id` or element name that every matching element has. More elements may have
   * it than match: selectors are not evaluated, because that could take longer than rendering.
   */
  readonly names: readonly string[];
  readonly declarations: readonly CssDeclaration[];
}

/** The declarations of a `style` attribute. */
export function declarationsOfStyle(css: string): readonly CssDeclaration[] {
  return declarationsIn(parse(css, 'declarationList'));
}

/** The rules of a style sheet that have declarations. */
export function rulesOf(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  const visit = (nodes: Iterable<CssNode>, names: readonly string[], inKeyframes: boolean): void => {
    const declarations = declarationsIn(nodes);
    if (declarations.length > 0) rules.push({ names, declarations });
    for (const node of nodes) {
      // Keyframes apply wherever `animation-name` refers to them.
      if (node.type === 'Rule') visit(node.block.children, inKeyframes ? [anyElement] : namesIn(node.prelude), false);
      if (node.type === 'Atrule' && node.block && node.name.toLowerCase() !== 'font-face')
        visit(node.block.children, names, /keyframes$/i.test(node.name));
    }
  };
  visit(parse(css, 'stylesheet'), [anyElement], false);
  return rules;
}

function parse(css: string, context: CssContext): Iterable<CssNode> {
  return parseCss(css, context).children;
}

function declarationsIn(nodes: Iterable<CssNode>): readonly CssDeclaration[] {
  const declarations: CssDeclaration[] = [];
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

/** A name in the subject of a selector, its last compound selector: the id, else a class, else the element name. */
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
