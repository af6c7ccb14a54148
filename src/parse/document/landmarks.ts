import type { Token } from 'markdown-it';
import { type Labels, type QuestionLabel, readAnyLabel, readLabel } from '../question/label.js';
import { plainText } from '../text/plain-text.js';
import type { SourceText } from './source.js';

/** A line that might begin a question or a section: a heading, or a line that is bold from end to end. */
export interface Landmark {
  /** 0-based; `bodyLine` is the first line behind it. */
  readonly line: number;
  readonly bodyLine: number;
  /** 1 to 6; 0 for a line that is only written like a heading. */
  readonly level: number;
  /** Plain text. */
  readonly title: string;
  readonly form: 'atx' | 'setext' | 'bold';
  readonly label?: QuestionLabel;
  /** Whether a blockquote follows, as a prompt does. */
  readonly prompted: boolean;
}

/** A landmark before it is known which labels begin questions. */
export type Unlabelled = Omit<Landmark, 'label'>;

const atxHeading = /^ {0,3}#{1,6}[ \t]+(?=\S)/;
/** `###Question 7`: no heading to CommonMark, but what else could it be. */
const gluedHeading = /^ {0,3}#{1,6}(?=[^\s#])/;
const boldLine = /^ {0,3}(\*\*|__)(.+?)\1:?\s*$/;

/** Finds the landmarks among the blocks of a document. */
export function findLandmarks(tokens: readonly Token[], source: SourceText): readonly Unlabelled[] {
  const landmarks: Unlabelled[] = [];
  const add = (landmark: Omit<Unlabelled, 'prompted'>): void => {
    landmarks.push({ ...landmark, prompted: isPrompted(source, landmark.bodyLine) });
  };
  tokens.forEach((token, index) => {
    if (token.level !== 0 || !token.map) return;
    const [start, end] = token.map;
    if (token.type === 'heading_open') {
      const title = plainText(tokens[index + 1]?.content ?? '');
      const form = token.markup.startsWith('#') ? 'atx' : 'setext';
      add({ line: start, bodyLine: end, level: Number(token.tag.slice(1)), title, form });
    } else if (token.type === 'paragraph_open') {
      for (let line = start; line < end; line += 1) {
        const title = titleWithoutHeading(source.lines[line] ?? '');
        if (title !== undefined && readAnyLabel(title))
          add({ line, bodyLine: line + 1, level: 0, title: plainText(title), form: 'bold' });
      }
    }
  });
  return landmarks;
}

/** Reads the labels of landmarks. `labels` are those of the template, where it is known. */
export function labelled(landmarks: readonly Unlabelled[], labels?: Labels): readonly Landmark[] {
  return landmarks.map((landmark) => {
    const label = readLabel(landmark.title, labels);
    return label ? { ...landmark, label } : landmark;
  });
}

/** Reads one line of source as the start of a question, whatever block it stands in. */
export function labelOfLine(line: string, labels?: Labels): QuestionLabel | undefined {
  if (!/[\d#第题題问問练練习習]/.test(line)) return undefined;
  const heading = atxHeading.exec(line)?.[0];
  // Marks that close a heading do not hide its number, so they need not be taken off.
  const title = heading === undefined ? titleWithoutHeading(line) : line.slice(heading.length);
  return title === undefined ? undefined : readLabel(plainText(title), labels);
}

/** What a line says that is written like a heading without being one. */
function titleWithoutHeading(line: string): string | undefined {
  const glued = gluedHeading.exec(line)?.[0];
  return glued === undefined ? boldLine.exec(line)?.[2] : line.slice(glued.length);
}

/** Whether a quotation begins at a line or a few blank lines below it. */
export function isPrompted({ lines }: SourceText, bodyLine: number): boolean {
  const next = lines.slice(bodyLine, bodyLine + 4).find((line) => line.trim() !== '');
  return next !== undefined && /^ {0,3}>/.test(next);
}
