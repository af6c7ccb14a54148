import { setImmediate } from 'node:timers/promises';
import type { UnderstoodDiagram } from './diagram-model.js';
import { plainSvg } from './plain-svg.js';
import { tryReading } from './read-diagram.js';
import { UndrawableError } from './undrawable.js';
import { verifyDrawing } from './verify-drawing.js';

/** A drawing as SVG, or why there is none: a sentence. */
export type Drawing = { readonly svg: string } | { readonly reason: string };

/** Drawings by source: a diagram in a prompt is in every report. */
const cache = new Map<string, Drawing>();

/** Maximum number of drawings in the cache. */
const maxEntries = 100;

/**
 * Draws the source of a mermaid diagram, completely or not at all. The layout is synchronous and takes up to half a
 * second; the event loop gets a turn before it.
 */
export async function drawDiagram(source: string): Promise<Drawing> {
  const known = cache.get(source);
  if (known) return known;
  const read = tryReading(source);
  if ('reason' in read) return read;
  await setImmediate();
  // Imported when the first diagram comes: with its layout engine it has megabytes.
  const { renderMermaidSVG } = await import('beautiful-mermaid');
  const drawing = draw(read.diagram, (text) => renderMermaidSVG(text, { transparent: true, padding: 16 }));
  if (cache.size >= maxEntries) cache.clear();
  cache.set(source, drawing);
  return drawing;
}

function draw(diagram: UnderstoodDiagram, render: (text: string) => string): Drawing {
  try {
    const drawn = layOut(diagram.lines.join('\n'), render);
    const svg = plainSvg(drawn);
    verifyDrawing(diagram, drawn, svg);
    return { svg };
  } catch (error) {
    if (error instanceof UndrawableError) return { reason: error.message };
    throw error;
  }
}

/** Whatever the library throws is about this diagram; it has no errors of its own kind. */
function layOut(text: string, render: (text: string) => string): string {
  try {
    return render(text);
  } catch {
    throw new UndrawableError('It has no layout.');
  }
}
