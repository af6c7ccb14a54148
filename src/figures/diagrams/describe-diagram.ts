import type { DiagramText } from '../../model/figure.js';
import { tryReading } from './read-diagram.js';

/** Longest text about a diagram; its source follows it on the page. */
const longest = 500;

/** What a diagram says, for those who cannot see it. */
export function describeDiagram(source: string): DiagramText {
  const read = tryReading(source);
  if ('reason' in read) return { alt: 'Diagram' };
  const { labels, reordered, title } = read.diagram;
  const texts = [...new Set([...labels, ...reordered].map((label) => label.replaceAll('\n', ' ')))].join(', ');
  const shown = texts.length > longest ? `${texts.slice(0, longest).replace(/\s\S*$/, '')} …` : texts;
  const named = title === undefined ? '' : ` “${title}”`;
  return { alt: `Diagram${named}: ${shown}`, ...(title === undefined ? {} : { title }) };
}
