import type { FigureTarget } from '../../model/figure.js';
import { type Unreadable, unreadable } from '../inspect/unreadable.js';

/** The drawing of a diagram as an SVG file, or why there is none. */
export async function loadDrawing({
  source,
  refused,
}: Extract<FigureTarget, { kind: 'diagram' }>): Promise<Uint8Array | Unreadable> {
  if (refused !== undefined) return unreadable(refused);
  const { drawDiagram } = await import('./draw-diagram.js');
  const drawing = await drawDiagram(source);
  return 'svg' in drawing ? Buffer.from(drawing.svg, 'utf8') : unreadable(drawing.reason);
}
