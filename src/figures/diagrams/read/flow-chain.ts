import { notUnderstood } from '../undrawable.js';
import { Scanner } from './scanner.js';

/** Shapes of nodes that the library draws. */
export type FlowShape =
  | 'rectangle'
  | 'rounded'
  | 'diamond'
  | 'stadium'
  | 'circle'
  | 'subroutine'
  | 'doublecircle'
  | 'hexagon'
  | 'cylinder'
  | 'asymmetric'
  | 'trapezoid'
  | 'trapezoid-alt';

/** A node as one statement names it. */
export interface NamedNode {
  readonly id: string;
  /** As written. */
  readonly label?: string;
  readonly shape?: FlowShape;
  readonly className?: string;
}

/** The link between two groups of nodes. */
export interface FlowLink {
  /** As the library writes it; absent for an invisible one. */
  readonly arrow?: string;
  /** As written. */
  readonly label?: string;
}

/** Groups of nodes, and the links between them: one fewer. */
export interface FlowChain {
  readonly groups: readonly (readonly NamedNode[])[];
  readonly links: readonly FlowLink[];
}

const nodeId = /(?:[\p{L}\p{N}_]|[.-](?=[\p{L}\p{N}_]))+/uy;

/** Brackets and shapes, those with longer brackets first. A slanted box with parallel sides is drawn as a rectangle. */
const shapes: readonly (readonly [string, string, FlowShape])[] = [
  ['(((', ')))', 'doublecircle'],
  ['([', '])', 'stadium'],
  ['((', '))', 'circle'],
  ['[[', ']]', 'subroutine'],
  ['[(', ')]', 'cylinder'],
  ['{{', '}}', 'hexagon'],
  ['[/', '/]', 'rectangle'],
  ['[\\', '\\]', 'rectangle'],
  ['[/', '\\]', 'trapezoid'],
  ['[\\', '/]', 'trapezoid-alt'],
  ['>', ']', 'asymmetric'],
  ['[', ']', 'rectangle'],
  ['(', ')', 'rounded'],
  ['{', '}', 'diamond'],
];

const escaped = (text: string): string => text.replace(/[[\](){}\\/|]/g, '\\$&');

/** A label is in quotation marks, or has no bracket in it, as for mermaid. */
const shapePatterns = shapes.map(
  ([open, close, shape]) =>
    [new RegExp(`${escaped(open)}\\s*("[^"]*"|[^"[\\](){}|]*?)\\s*${escaped(close)}`, 'y'), shape] as const,
);

/** Heads other than arrows, `x` and `o`, are not drawn by the library. */
const fullLink = /(<)?(--+>|---+(?![xo>-])|==+>|===+(?![xo>=])|-\.+->|-\.+-(?![xo>-]))(?:\s*\|([^|]*)\|)?/y;
const textLink =
  /(<)?(?:--|==|-\.)(?![xo])\s*("[^"]*"|[^\s"|<>=.-](?:[^"|<>]*?[^\s"|<>=-])?)\s*(--+>|---+(?![xo>-])|==+>|===+(?![xo>=])|\.+->|\.+-(?![xo>-]))/y;
const invisible = /~~~+/y;

/**
 * Reads a statement that names nodes and links between them.
 *
 * @throws UndrawableError when it says anything else
 */
export function readChain(statement: string): FlowChain {
  const scanner = new Scanner(statement);
  const groups = [readGroup(scanner, statement)];
  const links: FlowLink[] = [];
  while (!scanner.done) {
    links.push(readLink(scanner, statement));
    groups.push(readGroup(scanner, statement));
  }
  return { groups, links };
}

function readGroup(scanner: Scanner, statement: string): readonly NamedNode[] {
  const nodes = [readNode(scanner, statement)];
  while (scanner.take(/&/y)) nodes.push(readNode(scanner, statement));
  return nodes;
}

function readNode(scanner: Scanner, statement: string): NamedNode {
  const id = scanner.take(nodeId)?.[0];
  if (id === undefined) throw notUnderstood(statement);
  let found: Pick<NamedNode, 'label' | 'shape'> = {};
  for (const [pattern, shape] of shapePatterns) {
    const match = scanner.take(pattern);
    if (!match) continue;
    found = { label: match[1] ?? '', shape };
    break;
  }
  const className = scanner.take(/:::([\w-]+)/y)?.[1];
  return { id, ...found, ...(className === undefined ? {} : { className }) };
}

function readLink(scanner: Scanner, statement: string): FlowLink {
  if (scanner.take(invisible)) return {};
  const full = scanner.take(fullLink);
  if (full) {
    const [, start, line = '', label] = full;
    return { arrow: arrowOf(start, line), ...(label === undefined ? {} : { label }) };
  }
  const [whole = '', start, label, line = ''] = scanner.take(textLink) ?? [];
  const opened = whole.slice(start?.length ?? 0);
  if (
    label === undefined ||
    opened.startsWith('-.') !== line.startsWith('.') ||
    (line[0] === '=') !== (opened[0] === '=')
  )
    throw notUnderstood(statement);
  return { arrow: arrowOf(start, line), label };
}

/** The shortest line of its kind: longer ones only ask for more room. */
function arrowOf(start = '', line: string): string {
  const [plain, headed] = line.includes('.') ? ['-.-', '-.->'] : line[0] === '=' ? ['===', '==>'] : ['---', '-->'];
  // The library draws a head at the beginning only together with one at the end.
  return start !== '' || line.endsWith('>') ? `${start}${headed}` : plain;
}
