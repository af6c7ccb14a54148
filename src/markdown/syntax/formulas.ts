/**
 * Formulas as GitHub has them: `$…$`, `` $`…`$ ``, `$$…$$` and fences with the language `math`. Only their extent is
 * found here; whether they can be read as TeX is decided when they are shown or checked.
 *
 * A dollar sign inside a word opens and closes nothing, and a formula has no other dollar sign in it, so that amounts
 * (`$50 and $60`), variables (`$HOME/$USER`, `${A}:${B}`) and expressions (`${{ secrets.KEY }}`) stay text.
 */
import type { MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it';
import { addMeta, type DialectEnv, firstCharacter, metaOf } from '../rules.js';

/** Maximum length of a formula in characters; anything longer is text. */
const maxLength = 5_000;

/** A formula of a token. */
export interface FormulaSource {
  readonly source: string;
  /** Whether it stands on lines of its own. */
  readonly display: boolean;
  /** As written, with its delimiters. */
  readonly written: string;
}

/** The formula that a token is; undefined for other tokens. */
export function formulaOf(token: Token, { plainDollars }: DialectEnv): FormulaSource | undefined {
  const { type, content, markup, info } = token;
  if (type === 'formula' || type === 'formula_block') {
    const closing = markup === '$`' ? '`$' : markup;
    return { source: content, display: markup === '$$', written: `${markup}${content}${closing}` };
  }
  if (type !== 'fence' || plainDollars || metaOf(token).unclosed) return undefined;
  if (!/^\s*math\s*$/i.test(info) || content.length > maxLength) return undefined;
  return { source: content, display: true, written: content.trimEnd() };
}

/** Adds the rules for formulas between dollar signs. `env.plainDollars` turns them off. */
export function formulas(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'formula', inlineFormula);
  md.block.ruler.before('fence', 'formula_block', formulaBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src[pos] !== '$' || (state.env as DialectEnv).plainDollars || /[\p{L}\p{N}$]/u.test(src[pos - 1] ?? ''))
    return false;
  const text = src.slice(pos, Math.min(posMax, pos + maxLength));
  const [whole, source, markup] = displayed(text) ?? quoted(text) ?? simple(text) ?? [];
  if (whole === undefined || source === undefined || markup === undefined) return false;
  if (!silent) {
    const token = state.push('formula', 'math', 0);
    token.content = source;
    token.markup = markup;
    addMeta(token, { at: pos });
  }
  state.pos += whole.length;
  return true;
}

type Found = readonly [whole: string, source: string, markup: string];

/** Spaces beside the delimiters stand on both sides or on none: `$$` is the number of a process too. */
function displayed(text: string): Found | undefined {
  const match = /^\$\$((?!\s)(?:[^$\\]|\\[\s\S])+?(?<!\s)|\s(?:[^$\\]|\\[\s\S])+?\s)\$\$(?!\$)/.exec(text);
  return match?.[1] !== undefined && match[1].trim() !== '' ? [match[0], match[1], '$$'] : undefined;
}

/** Dollar signs may be inside: the backticks tell where it ends. */
function quoted(text: string): Found | undefined {
  const match = /^\$`([^`]+)`\$/.exec(text);
  return match?.[1] !== undefined ? [match[0], match[1], '$`'] : undefined;
}

/** A backtick begins code, which comes first. */
function simple(text: string): Found | undefined {
  const match = /^\$(?!\s)((?:[^$\\`]|\\[\s\S])+)(?<!\s)\$(?![\p{L}\p{N}_$({])/u.exec(text);
  return match?.[1] !== undefined ? [match[0], match[1], '$'] : undefined;
}

/** `$$` at the start of a line and at the end of the same or a later one, with neither blank lines nor headings between. */
function formulaBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (firstCharacter(state, startLine) !== '$' || (state.env as DialectEnv).plainDollars) return false;
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const lines: string[] = [];
  let length = 0;
  for (let line = startLine; line < endLine && length <= maxLength; line += 1) {
    if (line > startLine && (state.isEmpty(line) || (state.sCount[line] ?? 0) < state.blkIndent)) return false;
    const text = state.getLines(line, line + 1, state.blkIndent, false);
    if (/^ {0,3}#{1,6}[ \t]/.test(text)) return false;
    lines.push(text);
    length += text.length + 1;
    const match = closed(lines);
    if (match === 'open') continue;
    if (match === undefined) return false;
    if (silent) return true;
    const token = state.push('formula_block', 'math', 0);
    token.content = match;
    token.markup = '$$';
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
}

/** The formula between the dollar signs of some lines; `open` while its end is missing, undefined if it is none. */
function closed(lines: readonly string[]): string | 'open' | undefined {
  const [first = ''] = lines;
  const last = lines.at(-1) ?? '';
  const start = /^\s*\$\$(?!\$)/.exec(first)?.[0].length;
  if (start === undefined) return undefined;
  const searched = lines.length === 1 ? last.slice(start) : last;
  const end = /(?<![\\$])\$\$\s*$/.exec(searched)?.index;
  if (/(?<!\\)\$/.test(end === undefined ? searched : searched.slice(0, end))) return undefined;
  if (end === undefined) return 'open';
  const source =
    lines.length === 1
      ? searched.slice(0, end)
      : [first.slice(start), ...lines.slice(1, -1), searched.slice(0, end)].join('\n');
  return source.trim() === '' ? undefined : source;
}
