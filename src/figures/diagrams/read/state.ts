import type { DiagramSource, ReadDiagram } from '../diagram-model.js';
import { encodeLabel, labelText } from '../labels.js';
import { notUnderstood, UndrawableError } from '../undrawable.js';

/** The first statement of a state diagram. */
export const stateHeader = /^stateDiagram(?:-v2)?$/;

const id = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?';
const end = `(?:\\[\\*\\]|${id})`;
const transition = new RegExp(`^(${end})\\s*-->\\s*(${end})\\s*(?::\\s*(.*))?$`, 'su');
const described = new RegExp(`^(${id})\\s*:\\s*(.+)$`, 'su');
const declared = new RegExp(`^state\\s+(?:"([^"]+)"\\s+as\\s+)?(${id})\\s*(\\{)?$`, 'su');
const alone = new RegExp(`^${id}$`, 'u');

/** Colours, which are left out. */
const styling = /^(?:classDef|class|style)\s/;

interface State {
  readonly id: string;
  readonly name: string;
  label?: string;
  readonly scope: Scope;
  inside?: Scope;
}

/** The diagram, or the inside of a state. */
interface Scope {
  readonly states: State[];
  readonly transitions: { readonly from: string; readonly to: string; readonly label: string }[];
  direction?: string;
}

/** Reads a state diagram. @throws UndrawableError */
export function readStates({ statements }: DiagramSource): ReadDiagram {
  const reader = new StateReader();
  for (const statement of statements) reader.read(statement.replace(/:::[\w-]+/g, ''));
  return reader.result();
}

class StateReader {
  private readonly states = new Map<string, State>();
  private readonly top: Scope = { states: [], transitions: [] };
  private readonly open: Scope[] = [this.top];
  private readonly labels: string[] = [];
  private transitions = 0;

  read(statement: string): void {
    const scope = this.open.at(-1) ?? this.top;
    const direction = /^direction\s+(TB|TD|BT|RL|LR)$/.exec(statement)?.[1];
    const [, from, to, text = ''] = transition.exec(statement) ?? [];
    const [, title, name, brace] = declared.exec(statement) ?? [];
    const [, subject, description] = described.exec(statement) ?? [];
    if (direction !== undefined) scope.direction = direction;
    else if (statement === '}' && this.open.length > 1) this.open.pop();
    else if (from !== undefined && to !== undefined) this.connect(scope, { from, to, label: labelText(text) });
    else if (name !== undefined) this.declare(scope, { name, title, isOpen: brace !== undefined });
    else if (subject !== undefined && description !== undefined) this.describe(this.state(scope, subject), description);
    else if (alone.test(statement)) this.state(scope, statement);
    else if (!styling.test(statement)) throw notUnderstood(statement);
  }

  private declare(
    scope: Scope,
    { name, title, isOpen }: { readonly name: string; readonly title: string | undefined; readonly isOpen: boolean },
  ): void {
    const state = this.state(scope, name);
    if (title !== undefined) state.label = labelText(title);
    if (!isOpen) return;
    // Its name has to be known as that of a composite state before anything leads to it from another scope.
    if (state.scope !== scope || state.inside) throw notUnderstood(`state ${name} {`);
    state.inside = { states: [], transitions: [] };
    this.open.push(state.inside);
  }

  /** A second description is a second line. */
  private describe(state: State, text: string): void {
    const label = labelText(text);
    state.label = state.label === undefined ? label : `${state.label}\n${label}`;
  }

  private connect(scope: Scope, { from, to, label }: Scope['transitions'][number]): void {
    const ends = [from, to].map((name) => (name === '[*]' ? name : this.state(scope, name).name));
    scope.transitions.push({ from: ends[0] ?? '', to: ends[1] ?? '', label });
    this.transitions += 1;
    if (label !== '') this.labels.push(label);
  }

  private state(scope: Scope, name: string): State {
    const known = this.states.get(name);
    if (known) return known;
    const state: State = { id: `s${this.states.size + 1}`, name, scope };
    this.states.set(name, state);
    scope.states.push(state);
    return state;
  }

  result(): ReadDiagram {
    if (this.open.length > 1) throw new UndrawableError('A “{” is never closed.');
    const states = [...this.states.values()];
    return {
      lines: ['stateDiagram-v2', ...this.write(this.top)],
      labels: [...states.map(labelOf), ...this.labels],
      reordered: [],
      edges: this.transitions,
      parts: states.length,
    };
  }

  /** Composite states come first, so that the library knows them when something leads to them. */
  private write(scope: Scope): readonly string[] {
    const composites = scope.states.flatMap(({ inside, ...state }) =>
      inside ? [`state "${encodeLabel(labelOf(state))}" as ${state.id} {`, ...this.write(inside), '}'] : [],
    );
    const simple = scope.states
      .filter(({ inside }) => !inside)
      .map((state) => `${state.id} : ${encodeLabel(labelOf(state))}`);
    const transitions = scope.transitions.map(({ from, to, label }) => {
      const text = label === '' ? '' : ` : ${encodeLabel(label)}`;
      return `${this.idOf(from, scope)} --> ${this.idOf(to, scope)}${text}`;
    });
    const direction = scope.direction === undefined ? [] : [`direction ${scope.direction}`];
    return [...direction, ...composites, ...simple, ...transitions];
  }

  private idOf(name: string, scope: Scope): string {
    const state = this.states.get(name);
    if (!state) return name;
    if (state.inside && state.scope !== scope)
      throw new UndrawableError(`An arrow to “${name}” from inside another state cannot be drawn.`);
    return state.id;
  }
}

function labelOf({ label, name }: Pick<State, 'label' | 'name'>): string {
  return label ?? name;
}
