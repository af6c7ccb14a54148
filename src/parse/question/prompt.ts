import type { Prompt } from '../../model/report.js';
import type { SourceLine } from '../document/source.js';

/**
 * The keywords of a prompt are at the start of a line. The prefix is limited because the patterns below backtrack over
 * whitespace, which is slow on long lines.
 */
const maxPrefix = 120;

/** `Answer length: 100-200 words`, `Recommended answer length: …`. */
const lengthLabel = /^\W*(?:recommended\s+)?(?:answer\s+)?(?:length|longueur|länge|længde|omfang)\s*:/i;

/** A line that is only a limit: `100-200 words`. */
const bareLimit = /^\W*(?:\d+|at (?:least|most)|up to|max\.?|min\.?)[\d\s–—-]*(?:to|and)?[\d\s]*words?\W*$/i;

/** The line that introduces an example answer. */
const exampleLabel = /^\W*(?:for )?(?:example|exempel|eksempel|beispiel|exemple|ejemplo|voorbeeld)(?:\s+answer)?\s*:/i;

/** The marker before the answer; the rest of its line belongs to the answer. */
const answerMarker =
  /^\s*[*_]{0,3}(?:your\s+)?(?:answer|svar|antwort|réponse|respuesta|antwoord)\s*[*_]{0,3}\s*:\s*[*_]{0,3}/i;

function isLengthLine(text: string): boolean {
  return lengthLabel.test(text.slice(0, maxPrefix)) || (text.length <= maxPrefix && bareLimit.test(text));
}

/** Splits the answer marker off a line; undefined for a line without one. `length` is the length of the marker. */
export function readMarker(text: string): { readonly rest: string; readonly length: number } | undefined {
  const match = answerMarker.exec(text.slice(0, maxPrefix));
  return match ? { rest: text.slice(match[0].length), length: match[0].length } : undefined;
}

/** Whether a line is part of a prompt by its form: its length, its example, or the marker at its end. */
export function isPromptLine(text: string): boolean {
  return isLengthLine(text) || exampleLabel.test(text.slice(0, maxPrefix)) || readMarker(text) !== undefined;
}

/** Splits a prompt's lines, without blockquote markers, into the question, its length line and its example. */
export function readPrompt(lines: readonly SourceLine[]): Omit<Prompt, 'from' | 'span'> {
  const text: string[] = [];
  const example: string[] = [];
  const length: string[] = [];
  let part = text;
  for (const line of lines) {
    if (readMarker(line.text)) part = [];
    else if (exampleLabel.test(line.text.slice(0, maxPrefix))) {
      part = example;
      const rest = line.text.replace(exampleLabel, '').trim();
      if (rest !== '') part.push(rest);
    } else if (isLengthLine(line.text)) {
      length.push(line.text.trim());
      if (part === example) part = [];
    } else part.push(line.text);
  }
  const shown = (part: readonly string[]): string => part.join('\n').trim();
  return {
    text: shown(text),
    ...(length.length > 0 ? { length: length.join(' ') } : {}),
    ...(shown(example) !== '' ? { example: shown(example) } : {}),
  };
}

/** The marker of a blockquote at the start of a line. */
export const quoteMarker = /^ {0,3}> ?/;

/** Removes the blockquote marker from a line. */
export function unquote(line: SourceLine): SourceLine {
  const mark = quoteMarker.exec(line.text)?.[0].length ?? 0;
  return { text: line.text.slice(mark), line: line.line, column: line.column + mark };
}
