/**
 * Footnotes and link reference definitions count for the whole document: those that are used are taken out of the text
 * before it is split into questions. Links lead where they say, and each text gets the notes that it refers to.
 */

import { metaOf } from '../../markdown/rules.js';
import type { Finding } from '../../model/diagnostic.js';
import { lowerBound } from '../../model/lower-bound.js';
import { maxLabelLength, mentionedNotes } from '../../model/notes.js';
import type { Definition, Note } from '../../model/report.js';
import { blocksOf, codeLines, excerptParser } from '../parsers.js';
import { findUses, type Readable } from './find-uses.js';
import type { Outline } from './outline.js';
import { type SourceText, spanOfLines } from './source.js';

/** The definitions that are used, and the document without them. */
export interface UsedDefinitions {
  readonly source: SourceText;
  /** Link reference definitions by normalized label. */
  readonly references: Outline['references'];
  readonly notes: ReadonlyMap<string, Note>;
  readonly definitions: readonly Definition[];
  readonly findings: readonly Finding[];
}

/** The document whose definitions are looked for. */
export interface DefinitionsInput extends Readable {
  readonly source: SourceText;
  readonly outline: Outline;
  /** The first lines (0-based) of its questions and sections, ascending. */
  readonly starts: readonly number[];
  /** The keys of footnotes that are to stay where they are. */
  readonly unshown: ReadonlySet<string>;
}

/** Maximum number of characters of notes that are shown again, after the first answer that refers to them. */
const maxRepeated = 200_000;

/** Finds the definitions that are used. Of several with one label the first counts, as on GitHub. */
export function takeDefinitions(input: DefinitionsInput): UsedDefinitions {
  const { source, outline } = input;
  const uses = findUses(outline, input);
  if (uses.links.size === 0 && uses.notes.size === 0)
    return { source, references: {}, notes: new Map(), definitions: [], findings: [] };
  const definitions: Definition[] = [];
  const references: Outline['references'] = {};
  const notes = new Map<string, Note>();
  const findings: Finding[] = [];
  const taken = new Set<string>();
  const cost = costOfNotes(input);
  let shown = 0;
  for (const token of outline.tokens) {
    if (token.type !== 'reference_definition' && token.type !== 'footnote_reference_open') continue;
    const { label = '', definition } = metaOf(token);
    const [from, to] = token.map ?? [0, 0];
    const kind = definition === undefined ? 'link' : 'note';
    const usedOn = uses[definition === undefined ? 'links' : 'notes'].get(label);
    if (!usedOn || taken.has(`${kind} ${label}`)) continue;
    taken.add(`${kind} ${label}`);
    if (definition !== undefined) {
      if (label.length > maxLabelLength || input.unshown.has(label)) continue;
      const repeated = cost(label, definition);
      if (shown + repeated > maxRepeated) {
        if (findings.length === 0) findings.push(tooManyNotes(source, from));
        continue;
      }
      shown += repeated;
      notes.set(label, noteOf(source, definition, from));
    }
    const target = outline.references[label];
    if (definition === undefined && target) references[label] = target;
    definitions.push({ from: from + 1, to, usedOn: usedOn.map((line) => line + 1) });
  }
  const lines = [...source.lines];
  for (const definition of definitions) blankDefinition(lines, definition);
  return { source: { ...source, lines }, references, notes, definitions, findings };
}

/**
 * Computes how many characters a note adds to the page beyond its own, by the parts of the document that mention it. In
 * code, too: there it is parsed, and not shown.
 */
function costOfNotes({ outline, source, starts }: DefinitionsInput): (label: string, definition: string) => number {
  const ranges = outline.tokens.flatMap(({ type, map }) => (type === 'footnote_reference_open' && map ? [map] : []));
  const firstLines = ranges.map(([from]) => from);
  const parts = new Map<string, Set<number>>();
  /** Mentioned in notes. */
  const nested = new Set<string>();
  const all = new Set<number>();
  for (const [line, text] of source.lines.entries()) {
    const note = ranges[lowerBound(firstLines, line + 1) - 1];
    const labels = mentionedNotes(text);
    // The first line of a note begins with its own label.
    for (const label of note?.[0] === line ? labels.slice(1) : labels) {
      const part = lowerBound(starts, line + 1);
      const known = parts.get(label);
      if (known) known.add(part);
      else parts.set(label, new Set([part]));
      all.add(part);
      if (note && line < note[1]) nested.add(label);
    }
  }
  // A note in a note is shown wherever the other one is; following those references would cost more than it is worth.
  return (label, definition) =>
    definition.length * Math.max(0, (nested.has(label) ? all.size : (parts.get(label)?.size ?? 1)) - 1);
}

function noteOf({ lines }: SourceText, definition: string, from: number): Note {
  const written = definition.split('\n');
  // The markers of a quotation or list around the note are not part of it.
  const origin = written.map((text, index) => {
    const column = (lines[from + index] ?? '').lastIndexOf(text.trimStart());
    return { line: from + index + 1, column: Math.max(0, column - (text.length - text.trimStart().length)) + 1 };
  });
  return { markdown: definition, origin, codeLines: codeLines(blocksOf(definition, excerptParser)) };
}

/** Replaces the lines of a definition by empty ones, with the markers of the quotation or list around it. */
function blankDefinition(lines: string[], { from, to }: Pick<Definition, 'from' | 'to'>): void {
  const around = /^[ \t]*(?:>[ \t]*|[-+*][ \t]+|\d{1,9}[.)][ \t]+)*/.exec(lines[from - 1] ?? '')?.[0] ?? '';
  // A list that begins below the first line, or a quotation deeper than it, belongs to the definition.
  const quotations = new RegExp(`^(?:[ \\t]*>){0,${around.split('>').length - 1}}`);
  lines[from - 1] = around.trimEnd();
  for (let index = from; index < to; index += 1) lines[index] = quotations.exec(lines[index] ?? '')?.[0] ?? '';
}

function tooManyNotes(source: SourceText, line: number): Finding {
  const message = `Footnotes are shown with each answer that refers to them, ${maxRepeated} characters of them more than once at most; this one stays where it is written, and references elsewhere are shown as they are written. Shorten it, or refer to it from fewer answers.`;
  return { rule: 'report-too-large', message, span: spanOfLines(source, line, line + 1) };
}
