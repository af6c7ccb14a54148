import type { Constraint } from '../model/constraint.js';
import type { Prompt } from '../model/report.js';

/** A range of counts, both ends included; an absent end is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

const numberWords: readonly string[] = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const numberWord = new RegExp(`\\b(?:${numberWords.join('|')})\\b`, 'g');

const quantity = '\\d{1,5}';
const between = `(?:between\\s+)?(?<from>${quantity})\\s*(?:[-–—]|to|and|or)\\s*(?<to>${quantity})`;
const atLeast = `(?:at\\s+least|a?\\s*minimum(?:\\s+of)?|min\\.?|no\\s+(?:fewer|less)\\s+than)\\s*(?<least>${quantity})`;
const atMost = `(?:at\\s+most|up\\s+to|a?\\s*maximum(?:\\s+of)?|max\\.?|no\\s+more\\s+than)\\s*(?<most>${quantity})`;
const single = `(?:exactly\\s+|about\\s+|around\\s+|ca\\.?\\s+)?(?<alone>${quantity}|an?)`;
const range = `(?:${between}|${atLeast}|${atMost}|${single})`;

const figureNoun = '(?:image|figure|screen\\s?-?shot|picture|diagram|plot|photo|chart|graph|illustration|drawing)s?';
const requestVerb = '(?:insert|upload|include|add|attach|provide|submit|embed|paste|give|show)';

/** Words, in the languages in which courses are most often held. */
const wordNoun = '(?:words?|wörter|worte|ord|mots|palabras|woorden|parole)';

// These are held against text in lower case, and know the letters of those languages only: with the flags and classes for
// all letters there are, compiling them takes longer than reading the prompts.
const letter = 'a-zà-ɏ';
const adjectives = `(?:[${letter}-]+\\s+){0,2}?`;
const wordLimit = new RegExp(`${range}\\s*${wordNoun}(?![${letter}])`);
const figureLimit = new RegExp(`(?:\\b(?<verb>${requestVerb})\\s+)?${range}\\s+${adjectives}${figureNoun}\\b`, 'g');

/**
 * Reads what a prompt asks for, in its own words. Its example is not read: it describes an answer, not a demand.
 *
 * The length line may name figures in passing (`200-300 words + 1 to 3 screenshots`); elsewhere only a request does
 * (`Upload one image`), since prompts speak of figures in other ways too (`take inspiration from this figure`).
 */
export function readConstraints(prompt: Prompt): readonly Constraint[] {
  const length = simplified(prompt.length ?? '');
  const text = simplified(prompt.text);
  const isRequest = ({ groups }: RegExpMatchArray): boolean => groups?.verb !== undefined;
  const words = readRange(wordLimit.exec(length), 'words') ?? readRange(wordLimit.exec(text), 'words');
  const figures = readRange(figuresIn(length)[0], 'figures') ?? readRange(figuresIn(text).find(isRequest), 'figures');
  const place = {
    from: prompt.from === 'report' ? ('prompt' as const) : ('template' as const),
    ...(prompt.span ? { span: prompt.span } : {}),
  };
  return [
    ...(words ? [{ kind: 'words' as const, ...words, ...place }] : []),
    ...(figures ? [{ kind: 'figures' as const, ...figures, ...place }] : []),
  ];
}

/** A prompt's words as the patterns expect them: on one line, in lower case, numbers as digits. */
function simplified(markdown: string): string {
  return markdown
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(numberWord, (word) => String(numberWords.indexOf(word) + 1));
}

function figuresIn(text: string): readonly RegExpMatchArray[] {
  return [...text.matchAll(figureLimit)];
}

function readRange(match: RegExpMatchArray | null | undefined, kind: Constraint['kind']): Range | undefined {
  const { from, to, least, most, alone } = match?.groups ?? {};
  if (from !== undefined && to !== undefined) {
    const ends = [Number(from), Number(to)].sort((a, b) => a - b);
    return { min: ends[0] ?? 0, max: ends[1] ?? 0 };
  }
  if (least !== undefined) return { min: Number(least) };
  if (most !== undefined) return { max: Number(most) };
  if (alone === undefined) return undefined;
  // "Include a figure" is content with two; "upload one image" is not. "150 words" is where to stop.
  if (/^an?$/.test(alone)) return kind === 'figures' ? { min: 1 } : undefined;
  return kind === 'figures' ? { min: Number(alone), max: Number(alone) } : { max: Number(alone) };
}
