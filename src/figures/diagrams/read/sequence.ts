import type { DiagramSource, ReadDiagram } from '../diagram-model.js';
import { encodeLabel, labelText } from '../labels.js';
import { notUnderstood, UndrawableError } from '../undrawable.js';

/** The first statement of a sequence diagram. */
export const sequenceHeader = /^sequenceDiagram$/;

const message = /^([^:]+?)\s*(-->>|->>|--\)|-\)|-->|->)\s*([+-]?)\s*([^:]+?)\s*:\s*(.*)$/s;
const participant = /^(?:participant|actor)\s+(\S.*?)(?:\s+as\s+(.+))?$/s;
const note = /^note\s+(left of|right of|over)\s+([^:]+?)\s*:\s*(.+)$/is;

/** Bars that show when a participant is active: without text, so they may be missing. */
const withoutText = /^(?:activate|deactivate)\s/;

/** Reads a sequence diagram. @throws UndrawableError */
export function readSequence({ statements }: DiagramSource): ReadDiagram {
  const reader = new SequenceReader();
  for (const statement of statements) reader.read(statement);
  return reader.result();
}

class SequenceReader {
  private readonly actors = new Map<string, { readonly id: string; readonly label: string }>();
  private readonly lines: string[] = [];
  private readonly labels: string[] = [];
  private readonly open: string[] = [];
  private messages = 0;
  private parts = 0;
  private isNumbered = false;

  read(statement: string): void {
    if (withoutText.test(statement)) return;
    if (statement === 'autonumber') this.isNumbered = true;
    else if (!(this.readBlock(statement) || this.readActor(statement) || this.readNote(statement)))
      this.readMessage(statement);
  }

  private readBlock(statement: string): boolean {
    const [, start, title = ''] = /^(loop|alt|opt|par|critical|break|rect)\b\s*(.*)$/s.exec(statement) ?? [];
    const [, divider, condition = ''] = /^(else|and|option)\b\s*(.*)$/s.exec(statement) ?? [];
    if (start !== undefined) {
      this.open.push(start);
      // What follows `rect` is the colour of the ground behind its messages.
      if (start !== 'rect') this.lines.push(`${start} ${this.say(title)}`);
    } else if (divider !== undefined && this.open.length > 0) {
      this.lines.push(`else ${this.say(condition)}`);
    } else if (statement === 'end' && this.open.length > 0) {
      if (this.open.pop() !== 'rect') this.lines.push('end');
    } else return false;
    this.parts += 1;
    return true;
  }

  private readActor(statement: string): boolean {
    const [, name, alias] = participant.exec(statement) ?? [];
    if (name === undefined) return false;
    const label = labelText(alias ?? name);
    if (/[@{}]/.test(name)) throw notUnderstood(statement);
    // Only the first declaration counts for the library, a later one for mermaid.
    if (this.actors.has(name)) throw notUnderstood(statement);
    this.actors.set(name, { id: `p${this.actors.size + 1}`, label });
    return true;
  }

  private readNote(statement: string): boolean {
    const [, side, names, text] = note.exec(statement) ?? [];
    if (side === undefined || names === undefined || text === undefined) return false;
    const ids = names.split(',').map((name) => this.actor(name.trim()));
    this.lines.push(`Note ${side.toLowerCase()} ${ids.join(',')}: ${this.say(text)}`);
    this.parts += 1;
    return true;
  }

  private readMessage(statement: string): void {
    const [, from = '', arrow, activation, to = '', text = ''] = message.exec(statement) ?? [];
    if (arrow === undefined || [from, to].some((name) => /[<>+]|--|-[x)]/.test(name))) throw notUnderstood(statement);
    this.messages += 1;
    const label = labelText(text);
    const shown = this.say(this.isNumbered ? `${this.messages}. ${label}` : label);
    this.lines.push(`${this.actor(from)}${arrow}${activation}${this.actor(to)}: ${shown}`);
  }

  private actor(name: string): string {
    const known = this.actors.get(name);
    if (known) return known.id;
    const id = `p${this.actors.size + 1}`;
    this.actors.set(name, { id, label: labelText(name) });
    return id;
  }

  private say(text: string): string {
    const label = labelText(text);
    if (label !== '') this.labels.push(label);
    return label === '' ? '\u00A0' : encodeLabel(label);
  }

  result(): ReadDiagram {
    if (this.open.length > 0) throw new UndrawableError(`A “${this.open.at(-1)}” has no “end”.`);
    const actors = [...this.actors.values()];
    return {
      lines: [
        'sequenceDiagram',
        // Below the figure of an `actor`, the library writes the name across the line and the arrows.
        ...actors.map(({ id, label }) => `participant ${id} as ${encodeLabel(label)}`),
        ...this.lines,
      ],
      labels: [...actors.map(({ label }) => label), ...this.labels],
      reordered: [],
      edges: this.messages,
      parts: actors.length + this.parts,
    };
  }
}
