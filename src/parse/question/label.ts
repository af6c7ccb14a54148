import { letterPattern } from '../../model/letters.js';
import { slugify } from '../../model/slugify.js';
import { wordingOf } from '../text/similarity.js';

/**
 * The label of a question heading: `Question 29 (someone)` has the word `question`, the id `29` and the rest
 * `(someone)`. A heading without a number has its wording as id.
 */
export interface QuestionLabel {
  /** In lower case; empty for a bare number and for a heading without one. */
  readonly word: string;
  /** The number or letter after the word, in lower case: `29`, `1a`, `1.2`, `a`. */
  readonly id: string;
  /** Null unless the id is a whole number. */
  readonly number: number | null;
  /** The label as shown on pages: `Question 29`, `Results`. */
  readonly written: string;
  readonly rest: string;
}

/** The labels that a template uses. */
export interface Labels {
  /** Words before the numbers of its questions, in lower case. */
  readonly words: ReadonlySet<string>;
  /** Wordings of headings that begin a question without a number. */
  readonly titles: ReadonlySet<string>;
  /** Labels of headings that only group questions: `Question 1` over `Question 1a` and `Question 1b`. */
  readonly groups: ReadonlySet<string>;
}

/** Words before question numbers that are recognised without a template. */
const usualWords: ReadonlySet<string> = new Set(
  `question q task exercise problem assignment item
  frage aufgabe übung spørgsmål opgave fråga uppgift oppgave pregunta ejercicio tarea vraag opdracht oefening
  exercice problème tâche domanda esercizio questão pergunta exercício problema
  题 题目 问题 練習 练习 习题 問題 题目`.split(/\s+/),
);

const leadingSymbols = '[^\\p{L}\\p{N}\\s–—=-]{0,8}\\s{0,4}';
const numbering = '(?:(?:[Nn][Oo]|[Nn][Rr]|[Nn]umber|NUMBER)\\.?|[Nn][°º])\\s{0,4}';

/** `Question 7`, `Question no. 7`, `Q7:`, `(7)`, `Exercise 1.2`, `Frage 1a`, at the start of a heading. */
const numbered = letterPattern(
  `^${leadingSymbols}((?:([\\p{L}]{1,30})\\s{0,4}(?:${numbering})?[.:#]?\\s{0,4}#?|#?)(\\d{1,3}(?:\\.\\d{1,3}){0,3}(?:[\\p{L}]|\\([\\p{Ll}]\\))?))(?![\\p{L}\\d])[.:)]?`,
);

/** `Question A`, `Exercise II`, followed by the end or punctuation: `Question I asked myself` is no label. */
const lettered = letterPattern(
  `^${leadingSymbols}(([\\p{L}]{2,30})\\s{1,4}([A-Z]|[IVX]{2,5}))(?=\\s*$|\\s*[.:)(–—-])[.:)]?`,
);

const chineseDigits = '一二三四五六七八九';
const chineseNumber = `(?:\\d{1,3}|[${chineseDigits}十百两]{1,5})`;
/** `第3题`, `第一题`, `问题 1`, `问题一`, without a separator from what follows. */
const chinese = new RegExp(
  `^${leadingSymbols}(第\\s{0,4}(${chineseNumber})\\s{0,4}([题題问問]|小题|大题)|(问题|問題|题目|題目|练习|練習|习题|習題|任务|作业)\\s{0,4}(${chineseNumber})(?!\\d))[.:：)、.]?`,
  'u',
);

/** What every label of a form has: most reports need one of the three, and compiling them takes longer than using them. */
const hints = { numbered: /\d/, lettered: /\s(?:[A-Z]|[IVX]{2,5})(?:$|[\s.:)(–—-])/, chinese: /[一-鿿]/ };

/** Reads any label: word and number, bare number, letter or Chinese form. For learning a template's labels. */
export function readAnyLabel(title: string): QuestionLabel | undefined {
  const text = title.trim();
  return readChinese(text) ?? readNumbered(text) ?? readLettered(text);
}

function readNumbered(text: string): QuestionLabel | undefined {
  const match = hints.numbered.test(text) ? numbered(text).exec(text) : null;
  if (!match) return undefined;
  const [all, written = '', word = '', id = ''] = match;
  const plain = id.replace(/[()]/g, '').toLowerCase();
  return {
    word: word.toLowerCase(),
    id: plain.replace(/^0+(?=\d)/, ''),
    number: /^\d+$/.test(plain) ? Number(plain) : null,
    written: word === '' ? `${id}.` : written.trim(),
    rest: text.slice(all.length).trim(),
  };
}

function readLettered(text: string): QuestionLabel | undefined {
  const match = hints.lettered.test(text) ? lettered(text).exec(text) : null;
  if (!match) return undefined;
  const [all, written = '', word = '', id = ''] = match;
  const rest = text.slice(all.length).trim();
  return { word: word.toLowerCase(), id: id.toLowerCase(), number: null, written, rest };
}

function readChinese(text: string): QuestionLabel | undefined {
  const match = hints.chinese.test(text) ? chinese.exec(text) : null;
  if (!match) return undefined;
  const [all, written = '', ordinal, unit, word, trailing] = match;
  const number = toNumber(ordinal ?? trailing ?? '');
  if (number === 0) return undefined;
  return {
    word: word ?? unit ?? '',
    id: String(number),
    number,
    written: written.trim(),
    rest: text.slice(all.length).trim(),
  };
}

/** Parses a Chinese number below a thousand. */
function toNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const character of text.replaceAll('两', '二')) {
    const unit = character === '十' ? 10 : character === '百' ? 100 : 0;
    if (unit > 0) {
      total += Math.max(digit, 1) * unit;
      digit = 0;
    } else digit = chineseDigits.indexOf(character) + 1;
  }
  return total + digit;
}

/**
 * Reads a heading's text as the label of a question.
 *
 * @param labels Those of the template, if known; otherwise the usual ones without bare numbers, since `## 1. Setup`
 *   inside an answer is not a question.
 */
export function readLabel(title: string, labels?: Labels): QuestionLabel | undefined {
  const found = readAnyLabel(title);
  if (!labels) return found && usualWords.has(found.word) ? found : undefined;
  if (found && labels.words.has(found.word) && !labels.groups.has(identityOf(found))) return found;
  return labels.titles.size > 0 ? readTitle(title, labels.titles) : undefined;
}

/** Maximum length of a heading that is compared with question titles. */
const maxTitleLength = 1_000;

/** Recognises a title of the template without a number, also if the group added a number or words in brackets. */
function readTitle(title: string, titles: ReadonlySet<string>): QuestionLabel | undefined {
  if (title.length > maxTitleLength) return undefined;
  const unnumbered = title.trim().replace(/^[(]?\d{1,3}[.:)]?\s+/, '');
  for (const text of [title, unnumbered, unnumbered.replace(/\s*(?:\([^)]*\)|[:–—].*)$/, '')]) {
    const wording = wordingOf(text);
    if (titles.has(wording)) return titleLabel(text);
  }
  return undefined;
}

/** The label of a heading without a number. */
export function titleLabel(title: string): QuestionLabel {
  return { word: '', id: wordingOf(title), number: null, written: title.trim(), rest: '' };
}

/** A key that is equal for labels of the same question. */
export function identityOf({ word, id }: QuestionLabel): string {
  return `${word} ${id}`;
}

/** Maximum length of a key: long headings are truncated. */
const maxKeyLength = 60;

/** Converts a text to a part of a key: lower-case letters and digits, separated by `-`. */
export function keyPart(text: string): string {
  return slugify(text).replace(/[_-]+/g, '-').replace(/^-|-$/g, '').slice(0, maxKeyLength).replace(/-$/, '');
}
