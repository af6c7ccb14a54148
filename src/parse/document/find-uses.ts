import type { Token } from 'markdown-it';
import { inheritReferences, metaOf } from '../../markdown/rules.js';
import { checkbox } from '../../markdown/syntax/task-items.js';
import { linkLabels } from '../../markdown/syntax/unused-definitions.js';
import { documentParser } from '../parsers.js';
import type { Outline } from './outline.js';

/** The lines (0-based, ascending) of the texts that refer to each definition: the first line of each text. */
export interface Uses {
  /** By normalized label. */
  readonly links: ReadonlyMap<string, readonly number[]>;
  /** By key. */
  readonly notes: ReadonlyMap<string, readonly number[]>;
}

/** Where a reference counts as a use. */
export interface Readable {
  /** First lines (0-based) of headings that are shown as plain text. */
  readonly headings: ReadonlySet<number>;
  /** The first line after the checklist, whose items are shown without notes. */
  readonly answersFrom: number;
}

/**
 * Finds what refers to the definitions of a document, by parsing each text that may. A definition that nothing refers
 * to stays visible, so this has to be exact: `[a]` in code is no reference.
 */
export function findUses({ tokens, references }: Outline, { headings, answersFrom }: Readable): Uses {
  const labels = noteLabels(tokens);
  const links = new Map<string, number[]>();
  const notes = new Map<string, number[]>();
  if (labels.length === 0 && !tokens.some(({ type }) => type === 'reference_definition')) return { links, notes };
  const refs = Object.fromEntries(labels.map((label) => [`:${label}`, -1]));
  tokens.forEach((token, index) => {
    const line = token.map?.[0] ?? 0;
    if (token.type !== 'inline' || !token.content.includes('[')) return;
    if (headings.has(line) && tokens[index - 1]?.type === 'heading_open') return;
    const isTask = tokens[index - 2]?.type === 'list_item_open' && checkbox.test(token.content);
    const text = isTask ? token.content.replace(checkbox, '') : token.content;
    const found = parseReferences(text, references, refs);
    for (const label of linkLabels(found)) addLine(links, label, line);
    if (!isTask || line >= answersFrom)
      for (const { type, meta } of found)
        if (type === 'footnote_ref') addLine(notes, (meta as { label?: string }).label ?? '', line);
  });
  return { links, notes };
}

function noteLabels(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => (token.type === 'footnote_reference_open' ? (metaOf(token).label ?? []) : []));
}

function addLine(uses: Map<string, number[]>, label: string, line: number): void {
  const lines = uses.get(label);
  if (!lines) uses.set(label, [line]);
  else if (lines.at(-1) !== line) lines.push(line);
}

/** The inline tokens of a text. */
function parseReferences(
  text: string,
  references: Outline['references'],
  refs: Readonly<Record<string, number>>,
): readonly Token[] {
  const footnotes = { refs: Object.create(refs) as object };
  const tokens: Token[] = [];
  documentParser.inline.parse(text, documentParser, { references: inheritReferences(references), footnotes }, tokens);
  return tokens;
}
