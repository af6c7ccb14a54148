import type { DiagramSource, ReadDiagram } from '../diagram-model.js';
import { encodeLabel, encodeName, labelText } from '../labels.js';
import { notUnderstood, UndrawableError } from '../undrawable.js';

/** The first statement of an entity-relationship diagram. */
export const entityHeader = /^erDiagram$/;

const name = '"[^"]+"|[\\p{L}\\p{N}_]+(?:-[\\p{L}\\p{N}_]+)*';
const relation = new RegExp(`^(${name})\\s*([|o}]{2}(?:--|\\.\\.)[|o{]{2})\\s*(${name})\\s*:\\s*(.+)$`, 'su');
const declared = new RegExp(`^(${name})\\s*(?:\\[("[^"]+"|[^"[\\]]+)\\]\\s*)?(\\{)?$`, 'su');
const attribute = /^([^\s"]+)\s+([^\s"]+)((?:\s+(?:PK|FK|UK)(?:\s*,\s*(?:PK|FK|UK))*)?)(?:\s+"([^"]*)")?$/s;

/** What changes only the look. */
const withoutText = /^(?:direction|style|classDef|class)\s/;

interface Entity {
  label: string;
  readonly attributes: string[];
}

/** Reads an entity-relationship diagram. @throws UndrawableError */
export function readEntities({ statements }: DiagramSource): ReadDiagram {
  const entities = new Map<string, Entity>();
  const relations: (readonly [string, string, string, string])[] = [];
  const reordered: string[] = [];
  let inside: Entity | undefined;
  const entity = (written: string): Entity => {
    const known = entities.get(written) ?? { label: labelText(written), attributes: [] };
    entities.set(written, known);
    return known;
  };
  for (const statement of statements) {
    const [, from, cardinality, to, label] = relation.exec(statement) ?? [];
    const [, subject, alias, brace] = declared.exec(statement) ?? [];
    if (inside && statement !== '}') {
      const [, type, column, keys = '', comment] = attribute.exec(statement) ?? [];
      if (type === undefined || column === undefined) throw notUnderstood(statement);
      // The library does not show comments.
      if (comment !== undefined && comment.trim() !== '') throw new UndrawableError('An attribute has a comment.');
      inside.attributes.push(`${encodeName(type)} ${encodeName(column)} ${keys.replaceAll(',', ' ')}`.trim());
      reordered.push(`${type} ${column} ${keys.replaceAll(',', ' ')}`);
    } else if (inside) inside = undefined;
    else if (from !== undefined && cardinality !== undefined && to !== undefined && label !== undefined) {
      entity(from);
      entity(to);
      relations.push([from, cardinality, to, labelText(label)]);
    } else if (subject !== undefined) {
      const found = entity(subject);
      if (alias !== undefined) found.label = labelText(alias);
      if (brace !== undefined) inside = found;
    } else if (!withoutText.test(statement)) throw notUnderstood(statement);
  }
  if (inside) throw new UndrawableError('A “{” is never closed.');
  const all = [...entities.values()];
  if (new Set(all.map(({ label }) => label)).size < all.length)
    throw new UndrawableError('Two entities have the same name.');
  const nameOf = (written: string): string => encodeName(entity(written).label);
  return {
    lines: [
      'erDiagram',
      ...all.flatMap(({ label, attributes }) => [`${encodeName(label)} {`, ...attributes, '}']),
      ...relations.map(
        ([from, between, to, label]) => `${nameOf(from)} ${between} ${nameOf(to)} : ${encodeLabel(label)}`,
      ),
    ],
    labels: [
      ...all.map(({ label }) => label),
      ...relations.map(([, , , label]) => label).filter((label) => label !== ''),
    ],
    reordered,
    edges: relations.length,
    parts: all.reduce((sum, { attributes }) => sum + 1 + attributes.length, 0),
  };
}
