import type { Token } from 'markdown-it';
import { type Labels, type QuestionLabel, readAnyLabel, readLabel } from '../question/label.js';
import { plainText } from '../text/plain-text.js';
import type { SourceText } from './source.js';

/** A line that may begin a question or a section: a heading, or a line that is entirely bold. */
export interface HeadingLine {
  /** 0-based; `bodyLine` is the first line after it. */
  readonly line: number;
  readonly bodyLine: number;
  /** 1 to 6; 0 for a line that is not a Markdown heading. */
  readonly level: number;
  /** Plain text. */
  readonly title: string;
  readonly form: 'atx' | 'setext' | 'bold';
  readonly label?: QuestionLabel;
  /** Whether a blockquote follows, as prompts are. */
  readonly prompted: boolean;
}

/** A heading line before its label is known. */
export type Unlabelled = Omit<HeadingLine, 'label'>;

const atxHeading = /^ {0,3}#{1,6}[ \t]+(?=\S)/;
/** `###Question 7`: not a heading in CommonMark for lack of a space, but certainly meant as one. */
const gluedHeading = /^ {0,3}#{1,6}(?=[^\s#])/;
const boldLine = /^ {0,3}(\*\*|__)(.+?)\1:?\s*$/;

/** Finds the heading lines among a document's blocks. */
export function findHeadingLines(tokens: readonly Token[], source: SourceText): readonly Unlabelled[] {
  const headingLines: Unlabelled[] = [];
  const addLine = (headingLine: Omit<Unlabelled, 'prompted'>): void => {
    headingLines.push({ ...headingLine, prompted: isPrompted(source, headingLine.bodyLine) });
  };
  tokens.forEach((token, index) => {
    if (token.level !== 0 || !token.map) return;
    const [start, end] = token.map;
    if (token.type === 'heading_open') {
      const title = plainText(tokens[index + 1]?.content ?? '');
      const form = token.markup.startsWith('#') ? 'atx' : 'setext';
      addLine({ line: start, bodyLine: end, level: Number(token.tag.slice(1)), title, form });
    } else if (token.type === 'paragraph_open') {
      for (let line = start; line < end; line += 1) {
        const title = titleWithoutHeading(source.lines[line] ?? '');
        if (title !== undefined && readAnyLabel(title))
          addLine({ line, bodyLine: line + 1, level: 0, title: plainText(title), form: 'bold' });
      }
    }
  });
  return headingLines;
}

/** Reads the labels of heading lines. `labels` are those of the template, if known. */
export function labelled(headingLines: readonly Unlabelled[], labels?: Labels): readonly HeadingLine[] {
  return headingLines.map((headingLine) => {
    const label = readLabel(headingLine.title, labels);
    return label ? { ...headingLine, label } : headingLine;
  });
}

/** Reads the question label of a source line, whatever block it is in. */
export function labelOfLine(line: string, labels?: Labels): QuestionLabel | undefined {
  if (!/[\d#第题題问問练練习習]/.test(line)) return undefined;
  const heading = atxHeading.exec(line)?.[0];
  // A closing sequence of `#` does not affect the label, so it is not removed.
  const title = heading === undefined ? titleWithoutHeading(line) : line.slice(heading.length);
  return title === undefined ? undefined : readLabel(plainText(title), labels);
}

/** The title of a line that is formatted like a heading without being one. */
function titleWithoutHeading(line: string): string | undefined {
  const glued = gluedHeading.exec(line)?.[0];
  return glued === undefined ? boldLine.exec(line)?.[2] : line.slice(glued.length);
}

/** Whether a blockquote begins at a line or after a few blank lines. */
export function isPrompted({ lines }: SourceText, bodyLine: number): boolean {
  const next = lines.slice(bodyLine, bodyLine + 4).find((line) => line.trim() !== '');
  return next !== undefined && /^ {0,3}>/.test(next);
}
