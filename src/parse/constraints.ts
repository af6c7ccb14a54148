import type { Constraint } from '../model/constraint.js';
import type { Prompt } from '../model/report.js';

/** A range of counts, both ends included; an absent end is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

const quantity = `(?:\\d{1,5}|${Object.keys(numberWords).join('|')})`;
const between = `(?:between\\s+)?(${quantity})\\s*(?:[-–—]|to|and|or)\\s*(${quantity})`;
const atLeast = `(?:at\\s+least|a?\\s*minimum(?:\\s+of)?|min\\.?|no\\s+(?:fewer|less)\\s+than)\\s*(${quantity})`;
const atMost = `(?:at\\s+most|up\\s+to|a?\\s*maximum(?:\\s+of)?|max\\.?|no\\s+more\\s+than)\\s*(${quantity})`;
const single = `(?:exactly\\s+|about\\s+|around\\s+|ca\\.?\\s+)?(${quantity}|an?)`;
const range = `(?:${between}|${atLeast}|${atMost}|${single})`;

const figureNoun =
  '(?:images?|figures?|screen\\s?-?shots?|pictures?|diagrams?|plots?|photos?|charts?|graphs?|illustrations?|drawings?)';
const requestVerb = '(?:insert|upload|include|add|attach|provide|submit|embed|paste|give|show)';

/** Words, in the languages in which courses are most often held. */
const wordNoun = '(?:words?|wörter|worte|ord|mots|palabras|woorden|parole)';

const wordLimit = new RegExp(`${range}\\s*${wordNoun}(?!\\p{L})`, 'iu');
const figureLimit = new RegExp(`${range}\\s+(?:[\\p{L}-]+\\s+){0,2}?${figureNoun}\\b`, 'iu');
const figureRequest = new RegExp(`\\b${requestVerb}\\s+${range}\\s+(?:[\\p{L}-]+\\s+){0,2}?${figureNoun}\\b`, 'iu');

/**
 * Reads what a prompt asks for, in its own words. Its example is not read: it describes an answer, not a demand.
 *
 * The length line may name figures in passing (`200-300 words + 1 to 3 screenshots`); elsewhere only a request does
 * (`Upload one image`), since prompts speak of figures in other ways too (`take inspiration from this figure`).
 */
export function readConstraints(prompt: Prompt): readonly Constraint[] {
  const length = oneLine(prompt.length ?? '');
  const text = oneLine(prompt.text);
  const words = readRange(wordLimit, length, 'words') ?? readRange(wordLimit, text, 'words');
  const figures = readRange(figureLimit, length, 'figures') ?? readRange(figureRequest, text, 'figures');
  const place = {
    from: prompt.from === 'report' ? ('prompt' as const) : ('template' as const),
    ...(prompt.span ? { span: prompt.span } : {}),
  };
  return [
    ...(words ? [{ kind: 'words' as const, ...words, ...place }] : []),
    ...(figures ? [{ kind: 'figures' as const, ...figures, ...place }] : []),
  ];
}

function oneLine(markdown: string): string {
  return markdown.replace(/[*_`]+/g, '').replace(/\s+/g, ' ');
}

function readRange(pattern: RegExp, text: string, kind: Constraint['kind']): Range | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, from, to, least, most, alone] = match;
  if (from !== undefined && to !== undefined) {
    const ends = [toNumber(from), toNumber(to)].sort((a, b) => a - b);
    return { min: ends[0] ?? 0, max: ends[1] ?? 0 };
  }
  if (least !== undefined) return { min: toNumber(least) };
  if (most !== undefined) return { max: toNumber(most) };
  if (alone === undefined) return undefined;
  // "Include a figure" is content with two; "upload one image" is not. "150 words" is where to stop.
  if (/^an?$/i.test(alone)) return kind === 'figures' ? { min: 1 } : undefined;
  return kind === 'figures' ? { min: toNumber(alone), max: toNumber(alone) } : { max: toNumber(alone) };
}

function toNumber(text: string): number {
  return numberWords[text.toLowerCase()] ?? Number(text);
}
