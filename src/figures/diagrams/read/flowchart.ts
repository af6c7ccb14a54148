import type { DiagramSource, ReadDiagram } from '../diagram-model.js';
import { encodeLabel, labelText } from '../labels.js';
import { notUnderstood, UndrawableError } from '../undrawable.js';
import { type FlowShape, readChain } from './flow-chain.js';
import { NodeStyles } from './node-styles.js';

/** The first statement of a flowchart. */
export const flowchartHeader = /^(?:graph|flowchart)(?:\s+(TB|TD|BT|RL|LR))?$/;

interface Node {
  /** For the library. */
  readonly id: string;
  /** As the report calls it. */
  readonly name: string;
  label?: string;
  shape: FlowShape;
  isPlaced: boolean;
}

interface Group {
  readonly name: string;
  readonly label: string;
  direction?: string;
  readonly nodes: Node[];
  readonly groups: Group[];
}

/** Statements that change nothing that a picture shows, or only the colour of lines. */
const withoutEffect = /^(?:click|linkStyle|href)\b/;

/** Reads a flowchart. @throws UndrawableError */
export function readFlowchart({ header, statements }: DiagramSource): ReadDiagram {
  const reader = new FlowReader();
  for (const statement of statements) reader.read(statement);
  return reader.result(flowchartHeader.exec(header)?.[1] ?? 'TD');
}

class FlowReader {
  private readonly nodes = new Map<string, Node>();
  private readonly styles = new NodeStyles();
  private readonly edges: string[] = [];
  private readonly labels: string[] = [];
  private readonly top: Group[] = [];
  private readonly open: Group[] = [];
  private readonly groupIds = new Set<string>();
  private groups = 0;
  private count = 0;

  read(statement: string): void {
    const direction = /^direction\s+(TB|TD|BT|RL|LR)$/.exec(statement)?.[1];
    const inside = this.open.at(-1);
    if (direction !== undefined && inside) inside.direction = direction;
    else if (/^subgraph\b/.test(statement)) this.openGroup(statement.slice('subgraph'.length).trim());
    else if (statement === 'end') this.closeGroup(statement);
    else if (!withoutEffect.test(statement) && !this.styles.read(statement)) this.chain(statement);
  }

  private openGroup(rest: string): void {
    const [, id, bracketed] = /^([^\s"[\]]+)\s*\[(.*)\]$/s.exec(rest) ?? [];
    const label = labelText(bracketed ?? rest);
    this.groupIds.add(id ?? label);
    this.groups += 1;
    const group: Group = { name: `g${this.groups}`, label, nodes: [], groups: [] };
    (this.open.at(-1)?.groups ?? this.top).push(group);
    this.open.push(group);
    if (label !== '') this.labels.push(label);
  }

  private closeGroup(statement: string): void {
    if (!this.open.pop()) throw notUnderstood(statement);
  }

  private chain(statement: string): void {
    const { groups, links } = readChain(statement);
    const ids = groups.map((group) =>
      group.map(({ id, label, shape, className }) => {
        const node = this.nodes.get(id) ?? {
          id: `n${this.nodes.size + 1}`,
          name: id,
          shape: 'rectangle',
          isPlaced: false,
        };
        this.nodes.set(id, node);
        if (label !== undefined) node.label = labelText(label);
        if (shape) node.shape = shape;
        if (className !== undefined) this.styles.assign(id, className);
        this.place(node);
        return node.id;
      }),
    );
    links.forEach(({ arrow, label }, index) => {
      if (arrow === undefined) return;
      const text = label === undefined ? '' : labelText(label);
      for (const from of ids[index] ?? []) for (const to of ids[index + 1] ?? []) this.edge(from, to, { arrow, text });
    });
  }

  private edge(from: string, to: string, { arrow, text }: { readonly arrow: string; readonly text: string }): void {
    this.count += 1;
    if (this.count > mostEdges) throw new UndrawableError('It has too many arrows.');
    this.edges.push(`${from} ${arrow}${text === '' ? '' : `|${encodeLabel(text)}|`} ${to}`);
    if (text !== '') this.labels.push(text);
  }

  /** A node belongs to the innermost group that names it, the first of several. */
  private place(node: Node): void {
    const group = this.open.at(-1);
    if (!group || node.isPlaced) return;
    node.isPlaced = true;
    group.nodes.push(node);
  }

  result(direction: string): ReadDiagram {
    const stray = [...this.groupIds].find((id) => this.nodes.has(id));
    if (stray !== undefined) throw new UndrawableError(`An arrow to the whole of “${stray}” cannot be drawn.`);
    if (this.open.length > 0) throw new UndrawableError('A “subgraph” has no “end”.');
    for (const node of this.nodes.values()) this.labels.push(labelOf(node));
    const defineGroup = ({ name, label, direction: own, nodes, groups }: Group): readonly string[] => [
      `subgraph ${name} [${encodeLabel(label)}]`,
      ...(own === undefined ? [] : [`direction ${own}`]),
      ...nodes.map(defineNode),
      ...groups.flatMap(defineGroup),
      'end',
    ];
    return {
      lines: [
        `graph ${direction}`,
        ...this.top.flatMap(defineGroup),
        ...[...this.nodes.values()].filter(({ isPlaced }) => !isPlaced).map(defineNode),
        ...this.edges,
        ...[...this.nodes].flatMap(([id, node]) => this.styles.of(id).map((style) => `style ${node.id} ${style}`)),
      ],
      labels: this.labels.filter((label) => label !== ''),
      reordered: [],
      edges: this.count,
      parts: this.nodes.size + this.groups,
    };
  }
}

/** `A & B --> C & D` multiplies, so this is limited while it is read; `draw-diagram.ts` limits the rest. */
const mostEdges = 1000;

const brackets: Readonly<Record<FlowShape, readonly [string, string]>> = {
  rectangle: ['[', ']'],
  rounded: ['(', ')'],
  diamond: ['{', '}'],
  stadium: ['([', '])'],
  circle: ['((', '))'],
  subroutine: ['[[', ']]'],
  doublecircle: ['(((', ')))'],
  hexagon: ['{{', '}}'],
  cylinder: ['[(', ')]'],
  asymmetric: ['>', ']'],
  trapezoid: ['[/', '\\]'],
  'trapezoid-alt': ['[\\', '/]'],
};

function labelOf({ label, name }: Node): string {
  return label ?? name;
}

function defineNode(node: Node): string {
  const [open, close] = brackets[node.shape];
  return `${node.id}${open}${encodeLabel(labelOf(node))}${close}`;
}
