import type { Prompt } from '../../model/report.js';
import type { SourceLine } from '../document/source.js';

/**
 * The marks of a prompt stand at the start of a line. Looking no further keeps the patterns below, which look for blanks
 * in several places, from taking long over a long line.
 */
const reach = 120;

/** `Answer length: 100-200 words`, `Recommended answer length: …`. */
const lengthLabel = /^\W*(?:recommended\s+)?(?:answer\s+)?(?:length|longueur|länge|længde|omfang)\s*:/i;

/** A line that is nothing but a limit: `100-200 words`. */
const bareLimit = /^\W*(?:\d+|at (?:least|most)|up to|max\.?|min\.?)[\d\s–—-]*(?:to|and)?[\d\s]*words?\W*$/i;

/** The line that introduces an example of an answer. */
const exampleLabel = /^\W*(?:for )?(?:example|exempel|eksempel|beispiel|exemple|ejemplo|voorbeeld)(?:\s+answer)?\s*:/i;

/** The marker behind which the answer begins; what follows on its line is answer already. */
const answerMarker =
  /^\s*[*_]{0,3}(?:your\s+)?(?:answer|svar|antwort|réponse|respuesta|antwoord)\s*[*_]{0,3}\s*:\s*[*_]{0,3}/i;

function isLengthLine(text: string): boolean {
  return lengthLabel.test(text.slice(0, reach)) || (text.length <= reach && bareLimit.test(text));
}

/** Splits a marker off a line; undefined for a line without one. `length` is how many characters the marker takes. */
export function readMarker(text: string): { readonly rest: string; readonly length: number } | undefined {
  const match = answerMarker.exec(text.slice(0, reach));
  return match ? { rest: text.slice(match[0].length), length: match[0].length } : undefined;
}

/** Whether a line belongs to a prompt by its form alone: its length, its example, or the marker that ends it. */
export function isPromptLine(text: string): boolean {
  return isLengthLine(text) || exampleLabel.test(text.slice(0, reach)) || readMarker(text) !== undefined;
}

/** Sorts a prompt's lines, without their quotation marks, into the question, its length line and its example. */
export function readPrompt(lines: readonly SourceLine[]): Omit<Prompt, 'from' | 'span'> {
  const text: string[] = [];
  const example: string[] = [];
  const length: string[] = [];
  let part = text;
  for (const line of lines) {
    if (readMarker(line.text)) part = [];
    else if (exampleLabel.test(line.text.slice(0, reach))) {
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
