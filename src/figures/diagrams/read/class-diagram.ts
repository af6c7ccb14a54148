import type { DiagramSource, ReadDiagram } from '../diagram-model.js';
import { encodeLabel, encodeName, labelText } from '../labels.js';
import { notUnderstood, UndrawableError } from '../undrawable.js';

/** The first statement of a class diagram. */
export const classHeader = /^classDiagram(?:-v2)?$/;

const name = '`[^`]+`|[\\p{L}\\p{N}_]+(?:-[\\p{L}\\p{N}_]+)*(?:~[^~\\s]+~)?';
/** Without a plain line, `--`: the library draws it with a head. */
const relation = new RegExp(
  `^(${name})\\s*(?:"([^"]*)"\\s*)?(<\\|--|<\\|\\.\\.|\\*--|o--|-->|--\\*|--o|--\\|>|\\.\\.\\|>|\\.\\.>|<--|<\\.\\.)\\s*(?:"([^"]*)"\\s*)?(${name})\\s*(?::\\s*(.+))?$`,
  'su',
);
const declared = new RegExp(`^class\\s+(${name})\\s*(?:\\["([^"]+)"\\]\\s*)?(?::::[\\w-]+\\s*)?(\\{)?$`, 'su');
const member = new RegExp(`^(${name})\\s*:\\s*(.+)$`, 'su');
const annotated = new RegExp(`^<<(\\w+)>>\\s+(${name})$`, 'su');

/** What changes only the look, or what happens at a click. */
const withoutText = /^(?:direction|click|link|callback|style|cssClass|classDef)\s/;

interface Class {
  label: string;
  readonly members: string[];
  annotation?: string;
}

/** Reads a class diagram. @throws UndrawableError */
export function readClasses({ statements }: DiagramSource): ReadDiagram {
  const reader = new ClassReader();
  for (const statement of statements) reader.read(statement);
  return reader.result();
}

class ClassReader {
  private readonly classes = new Map<string, Class>();
  private readonly relations: (readonly [string, string, string, string])[] = [];
  private readonly labels: string[] = [];
  private inside: Class | undefined;

  read(statement: string): void {
    if (this.inside) {
      if (statement === '}') this.inside = undefined;
      else this.addMember(this.inside, statement);
      return;
    }
    const [, subject, title, brace] = declared.exec(statement) ?? [];
    const [, annotation, target] = annotated.exec(statement) ?? [];
    const [, owner, text] = member.exec(statement) ?? [];
    if (withoutText.test(statement)) return;
    if (subject !== undefined) {
      const found = this.class(subject);
      if (title !== undefined) found.label = labelText(title);
      if (brace !== undefined) this.inside = found;
    } else if (annotation !== undefined && target !== undefined) this.class(target).annotation = annotation;
    else if (owner !== undefined && text !== undefined) this.addMember(this.class(owner), text);
    else this.relate(statement);
  }

  private relate(statement: string): void {
    const [, from, left, arrow, right, to, text] = relation.exec(statement) ?? [];
    if (from === undefined || to === undefined || arrow === undefined) throw notUnderstood(statement);
    this.class(from);
    this.class(to);
    const between = `${this.cardinality(left)}${arrow} ${this.cardinality(right)}`;
    this.relations.push([from, between, to, text === undefined ? '' : ` : ${this.say(text)}`]);
  }

  private cardinality(text: string | undefined): string {
    return text === undefined || text.trim() === '' ? '' : `"${this.say(text)}" `;
  }

  private addMember(owner: Class, written: string): void {
    const annotation = /^<<(\w+)>>$/.exec(written)?.[1];
    if (annotation === undefined) owner.members.push(withGenerics(labelText(written)));
    else owner.annotation = annotation;
  }

  private class(written: string): Class {
    const known = this.classes.get(written);
    if (known) return known;
    const created: Class = { label: withGenerics(written.replaceAll('`', '')), members: [] };
    this.classes.set(written, created);
    return created;
  }

  private say(text: string): string {
    const label = labelText(text);
    this.labels.push(label);
    return encodeLabel(label);
  }

  result(): ReadDiagram {
    if (this.inside) throw new UndrawableError('A “{” is never closed.');
    const classes = [...this.classes.values()];
    // The library knows a class by its label, so two may not have the same.
    if (new Set(classes.map(({ label }) => label)).size < classes.length)
      throw new UndrawableError('Two classes have the same name.');
    const nameOf = (written: string): string => encodeName(this.class(written).label);
    return {
      lines: [
        'classDiagram',
        ...classes.flatMap(writeClass),
        ...this.relations.map(([from, between, to, text]) => `${nameOf(from)} ${between}${nameOf(to)}${text}`),
      ],
      labels: [...classes.map(({ label }) => label), ...this.labels],
      reordered: classes.flatMap(({ members, annotation }) => [
        ...members,
        ...(annotation === undefined ? [] : [annotation]),
      ]),
      edges: this.relations.length,
      parts: classes.reduce((sum, { members }) => sum + 1 + members.length, 0),
    };
  }
}

/** Mermaid writes `List~int~` for `List<int>`. */
function withGenerics(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}_])~([^~]+)~/gu, '<$1>');
}

function writeClass({ label, members, annotation }: Class): readonly string[] {
  return [
    `class ${encodeName(label)} {`,
    ...(annotation === undefined ? [] : [`<<${annotation}>>`]),
    ...members.map(writeMember),
    '}',
  ];
}

/** Visibility, name, parameters and type apart, as the library expects them. */
function writeMember(text: string): string {
  const [, visibility = '', rest = ''] = /^([+#~-]?)\s*(.*)$/s.exec(text.replaceAll('\n', ' ')) ?? [];
  const [, method, parameters = '', type = ''] = /^([^()]+)\(([^()]*)\)\s*(.*)$/s.exec(rest) ?? [];
  if (method === undefined) return `${visibility}${encodeLabel(rest)}`;
  return `${visibility}${encodeLabel(method)}(${encodeLabel(parameters).replace(/^\u00A0$/, '')}) ${type === '' ? '' : encodeLabel(type)}`.trim();
}
