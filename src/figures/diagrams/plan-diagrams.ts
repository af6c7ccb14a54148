import { type Figure, type FigureTarget, sourceOfDiagram } from '../../model/figure.js';
import { diagramLimits, tooManyDiagrams } from './diagram-limits.js';
import { tryReading } from './read-diagram.js';

/**
 * Decides from their sources alone which of a report's diagrams are drawn: as many as the limits allow, in the order of
 * the report. By `href`.
 *
 * @param addresses Those of the report's figures that are looked at.
 */
export function planDiagrams(
  figures: readonly Pick<Figure, 'form' | 'href'>[],
  addresses: readonly string[],
): ReadonlyMap<string, FigureTarget> {
  const diagrams = new Set(figures.flatMap(({ form, href }) => (form === 'diagram' ? href : [])));
  const targets = new Map<string, FigureTarget>();
  let count = 0;
  let size = 0;
  for (const href of addresses) {
    if (!diagrams.has(href)) continue;
    const source = sourceOfDiagram(href);
    const isFull = count >= diagramLimits.diagrams || size >= diagramLimits.size;
    const read = isFull ? undefined : tryReading(source);
    const own = read && 'diagram' in read ? read.diagram.parts + read.diagram.edges : 0;
    const refused = isFull || size + own > diagramLimits.size ? tooManyDiagrams : undefined;
    targets.set(href, { kind: 'diagram', source, ...(refused === undefined ? {} : { refused }) });
    if (refused !== undefined || own === 0) continue;
    count += 1;
    size += own;
  }
  return targets;
}
