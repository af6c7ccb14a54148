import { generate, parse, walk } from 'css-tree';
import type { XastElement } from 'svgo';

/** Properties of CSS as written, by name in lower case. */
export type Declarations = Readonly<Record<string, string>>;

/** A rule of the drawing's style sheets that may apply to a label. */
interface LabelRule {
  /** Element name and classes that the element must have. */
  readonly name: string | undefined;
  readonly classes: readonly string[];
  /** Classes that its ancestors must have. */
  readonly above: readonly string[];
  readonly declarations: Declarations;
}

/** The rules of a drawing that may apply to labels. */
export interface LabelRules {
  /** In the order in which they stand. */
  readonly rules: readonly LabelRule[];
  /** The classes that they ask of ancestors. */
  readonly above: ReadonlySet<string>;
}

/** Most rules that are looked at; each is compared with every element of every label. */
const maxRules = 300;

/** Maximum number of classes in a selector, and of an element; more are ignored. Exports have two or three. */
export const maxClasses = 20;

/** Reads the rules of all style sheets. Only names and classes of selectors count; that is all that exports need. */
export function readLabelRules(root: XastElement): LabelRules {
  const rules: LabelRule[] = [];
  const visit = (element: XastElement): void => {
    if (/(?:^|:)style$/.test(element.name)) {
      for (const child of element.children)
        if (child.type === 'text' || child.type === 'cdata') addRules(child.value, rules);
    }
    for (const child of element.children) if (child.type === 'element') visit(child);
  };
  visit(root);
  return { rules, above: new Set(rules.flatMap(({ above }) => above)) };
}

function addRules(css: string, rules: LabelRule[]): void {
  walk(parse(css, { parseValue: false, parseCustomProperty: false, parseAtrulePrelude: false }), {
    visit: 'Rule',
    enter(node) {
      if (this.atrule || node.prelude.type !== 'SelectorList') return;
      const declarations: Record<string, string> = {};
      node.block.children.forEach((child) => {
        if (child.type === 'Declaration') declarations[child.property.toLowerCase()] = generate(child.value).trim();
      });
      node.prelude.children.forEach((selector) => {
        const rule = ruleFor(generate(selector), declarations);
        if (rule && rules.length < maxRules) rules.push(rule);
      });
    },
  });
}

function ruleFor(selector: string, declarations: Declarations): LabelRule | undefined {
  if (/[+~:[*]/.test(selector)) return undefined;
  const parts = selector.split(/\s*>\s*|\s+/);
  const last = parts.pop() ?? '';
  const [, name] = /^([a-z][\w-]*)?/i.exec(last) ?? [];
  if (last.includes('#')) return undefined;
  const [classes, above] = [classesIn(last), parts.flatMap(classesIn)];
  return classes.length + above.length > maxClasses ? undefined : { name, classes, above, declarations };
}

function classesIn(compound: string): string[] {
  return [...compound.matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? '');
}

/** The declarations that apply to an element: those of the style sheets, then its own. */
export function declarationsOf(
  element: XastElement,
  { rules: { rules }, above }: { readonly rules: LabelRules; readonly above: ReadonlySet<string> },
): Declarations {
  const own = new Set(classNames(element));
  const name = localName(element);
  const result: Record<string, string> = {};
  for (const rule of rules) {
    if (rule.name === undefined && rule.classes.length === 0) continue;
    if (rule.name !== undefined && rule.name !== name) continue;
    if (!rule.classes.every((wanted) => own.has(wanted)) || !rule.above.every((wanted) => above.has(wanted))) continue;
    Object.assign(result, rule.declarations);
  }
  return Object.assign(result, readDeclarations(element.attributes['style'] ?? ''));
}

/** The classes of an element. */
export function classNames({ attributes }: XastElement): readonly string[] {
  return (attributes['class'] ?? '')
    .split(/\s+/, maxClasses + 1)
    .filter((name) => name !== '')
    .slice(0, maxClasses);
}

/** Classes of an element and its ancestors that some rule asks for, for matching the element's children. */
export function classesInside(
  element: XastElement,
  { rules, above }: { readonly rules: LabelRules; readonly above: ReadonlySet<string> },
): ReadonlySet<string> {
  const more = classNames(element).filter((name) => rules.above.has(name) && !above.has(name));
  return more.length === 0 ? above : new Set([...above, ...more]);
}

/** An element's name without a namespace prefix, in lower case. */
export function localName({ name }: XastElement): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** Reads a `style` attribute. */
function readDeclarations(css: string): Declarations {
  const result: Record<string, string> = {};
  for (const part of css.split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0)
      result[part.slice(0, colon).trim().toLowerCase()] = part
        .slice(colon + 1)
        .replace(/!important/i, '')
        .trim();
  }
  return result;
}

/** A length in pixels; undefined for a percentage and anything else. */
export function pixels(value: string | undefined): number | undefined {
  const match = /^(-?[\d.]+)(px|pt)?$/.exec(value?.trim() ?? '');
  const number = Number(match?.[1]);
  if (!match || !Number.isFinite(number)) return undefined;
  return match[2] === 'pt' ? (number * 4) / 3 : number;
}

/** The same, with percentages of a length. */
export function pixelsOf(value: string | undefined, whole: number | undefined): number | undefined {
  const percent = /^([\d.]+)%$/.exec(value?.trim() ?? '')?.[1];
  if (percent === undefined || whole === undefined) return pixels(value);
  return (Number(percent) / 100) * whole;
}
