import { type Draft, type DraftFigure, type DraftQuestion, type Line, toLine, writeFigure } from './clean-report.js';
import { sentence } from './prose-blocks.js';

/** Picks from a list; each call picks anew. */
export type Pick = <Item>(list: readonly Item[]) => Item;

/** Introduces one fault, and returns the line at which it must be reported; a number is that line itself. */
export type Fault = (draft: Draft, pick: Pick) => Line | number;

/** A picker driven by a list of random numbers; small numbers pick the first items. */
export function pickFrom(numbers: readonly number[]): Pick {
  let used = 0;
  return (list) => {
    const item = list[(numbers[used++ % numbers.length] ?? 0) % list.length];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
}

/** Inserts lines as a separate block after the first block of an answer. */
export function insertBlock(question: DraftQuestion, lines: readonly string[], pick: Pick): readonly Line[] {
  const block = { kind: 'other' as const, lines: lines.map(toLine) };
  question.blocks.splice(pick(question.blocks.map((_, index) => index + 1)), 0, block);
  return block.lines;
}

/**
 * Inserts inline Markdown at a random place of an answer: a line of text, a list, a table, a quotation, a new block.
 */
export function insertInline(draft: Draft, snippet: string, pick: Pick): Line {
  const question = pick(draft.questions);
  const hosts = question.blocks.flatMap(({ kind, lines }) => {
    if (kind === 'paragraph' || kind === 'quote') return lines;
    if (kind === 'list') return lines.filter(({ text }) => text !== '');
    return kind === 'table' ? lines.slice(2) : [];
  });
  const own = ['', '- ', '> ', '| a | b |\n| - | - |\n| c | '].map((start) => `${start}${snippet}`);
  const place = pick(['inside', 'inside', 'alone']);
  if (place === 'alone') {
    const lines = pick(own).split('\n');
    const inserted = insertBlock(question, lines, pick);
    return inserted.at(-1) ?? toLine('');
  }
  const line = pick(hosts);
  line.text = line.text.startsWith('|')
    ? line.text.replace(/ \|$/, ` ${snippet} ${sentence(draft.next(), 0)} |`)
    : `${line.text} ${snippet} ${sentence(draft.next(), 0)}`;
  return line;
}

/** Changes the URL of a figure. */
export function readdress(draft: Draft, pick: Pick, addressOf: (figure: DraftFigure) => string): Line {
  const figure = pick(draft.figures);
  writeFigure(figure, addressOf(figure));
  return figure.line;
}

/** The first line of an answer. */
export function firstLine({ blocks }: DraftQuestion): Line {
  return blocks[0]?.lines[0] ?? toLine('');
}

/** Questions of the template by their index. */
export function atIndex(draft: Draft, ...indices: readonly number[]): readonly DraftQuestion[] {
  return draft.questions.filter(({ index }) => indices.includes(index));
}

/** Some sentences as lines. */
export function sayMany(draft: Draft, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => sentence(draft.next(), index));
}
