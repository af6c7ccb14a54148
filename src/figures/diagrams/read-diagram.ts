import type { DiagramSource, ReadDiagram, UnderstoodDiagram } from './diagram-model.js';
import { classHeader, readClasses } from './read/class-diagram.js';
import { entityHeader, readEntities } from './read/entities.js';
import { flowchartHeader, readFlowchart } from './read/flowchart.js';
import { readSequence, sequenceHeader } from './read/sequence.js';
import { readStates, stateHeader } from './read/state.js';
import { readDiagramSource } from './read-diagram-source.js';
import { UndrawableError } from './undrawable.js';

/** Kinds of diagrams by their first statement. */
const kinds: readonly (readonly [RegExp, (source: DiagramSource) => ReadDiagram])[] = [
  [flowchartHeader, readFlowchart],
  [stateHeader, readStates],
  [sequenceHeader, readSequence],
  [classHeader, readClasses],
  [entityHeader, readEntities],
];

/**
 * Limits of one diagram. Its layout takes more than linear time: at the limit, half a second. `size` is the number of its
 * parts and of the lines between them.
 */
const diagramLimits = { characters: 20_000, size: 250 } as const;

/**
 * Reads the source of a mermaid diagram: all of it, or not at all.
 *
 * @throws UndrawableError for a kind of diagram that cannot be drawn, for what is not understood, and beyond the limits
 */
function readDiagram(text: string): UnderstoodDiagram {
  if (text.length > diagramLimits.characters)
    throw new UndrawableError(`It has more than ${diagramLimits.characters} characters.`);
  const source = readDiagramSource(text);
  const read = kinds.find(([header]) => header.test(source.header))?.[1];
  if (!read) throw new UndrawableError(`Diagrams that begin with “${source.header.slice(0, 40)}” cannot be drawn.`);
  const { title, ...named } = withoutTitle(source);
  const diagram = read(named);
  if (diagram.parts + diagram.edges > diagramLimits.size)
    throw new UndrawableError(`It has more than ${diagramLimits.size} parts and arrows.`);
  return title === undefined ? diagram : { ...diagram, title };
}

/** A diagram, or why it cannot be drawn: a sentence. */
export function tryReading(text: string): { readonly diagram: UnderstoodDiagram } | { readonly reason: string } {
  try {
    return { diagram: readDiagram(text) };
  } catch (error) {
    if (error instanceof UndrawableError) return { reason: error.message };
    throw error;
  }
}

/** Sequence diagrams may have their title among the statements. */
function withoutTitle(source: DiagramSource): DiagramSource {
  const titles = /^title(?:\s*:\s*|\s+)(\S.*)$/s;
  const found = source.statements.find((statement) => titles.test(statement));
  if (found === undefined || !sequenceHeader.test(source.header)) return source;
  const title = titles.exec(found)?.[1];
  return {
    ...source,
    statements: source.statements.filter((statement) => statement !== found),
    ...(title === undefined ? {} : { title }),
  };
}
