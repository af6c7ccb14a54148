import { destinationRange } from '../../markdown/positions.js';
import { metaOf } from '../../markdown/rules.js';
import type { Span } from '../../model/span.js';
import { documentParser } from '../parsers.js';
import type { Outline } from './outline.js';
import { type SourceText, spanInLine } from './source.js';

/** The span of the URL of each link reference definition, by label. The first definition of a label wins. */
export function findDefinitions(source: SourceText, { tokens }: Outline): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  const named = new Set<string>();
  for (const token of tokens) {
    const { label } = metaOf(token);
    if (token.type !== 'reference_definition' || !token.map || label === undefined || named.has(label)) continue;
    named.add(label);
    const span = urlSpan(source, token.map[0]);
    if (span) found.set(label, span);
  }
  return found;
}

function urlSpan(source: SourceText, line: number): Span | undefined {
  const text = source.lines[line] ?? '';
  const name = /\[(?:\\.|[^\\[\]])+\]:[ \t]*/.exec(text);
  if (!name) return undefined;
  const from = name.index + name[0].length;
  if (from < text.length) return spanOfDestination(source, line, from);
  // The URL may be on the next line, after the markers of the blockquote that both are in.
  const indent = /^[ \t>]*/.exec(source.lines[line + 1] ?? '')?.[0].length ?? 0;
  return spanOfDestination(source, line + 1, indent);
}

function spanOfDestination({ path, lines }: SourceText, line: number, from: number): Span | undefined {
  const range = destinationRange(documentParser, lines[line] ?? '', from);
  return range && spanInLine(path, line, range.from, range.to - range.from);
}
