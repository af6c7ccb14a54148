import type { Token } from 'markdown-it';
import { metaOf } from '../../markdown/rules.js';
import type { Checklist, ChecklistGroup, ChecklistItem } from '../../model/checklist.js';
import type { Excerpt } from '../../model/excerpt.js';
import { type ExcerptEnv, excerptParser } from '../parsers.js';
import { plainText } from '../text/plain-text.js';
import { joinExcerpts, placeInSource } from './source.js';

/** A checklist and the range of lines that it covers. */
export interface ChecklistParts {
  readonly checklist: Checklist;
  /** Lines of the excerpt (0-based): its first line, and the one after its last item. */
  readonly start: number;
  readonly end: number;
}

/** Short codes in a closing parenthesis: `(M5)`, `(M2+M6)`. */
const tagList = /(?<!\s)\s*\(([A-Za-z]{1,4}\d{1,3}(?:\s*[+,&/]\s*[A-Za-z]{1,4}\d{1,3})*)\)/;

/** Only blocks and their positions are needed, so no inline content is parsed. */
const matchNothing = /(?!)/;

/** A note after an item: a dash between spaces, then the note. */
const noteAfterTags = /^(?:[-–—:]+)?\s*/;
const noteAfterText = /^(.*?\S)\s+[-–—]\s+(\S.*)$/s;

/**
 * Finds the task lists above the questions.
 *
 * @param path The file, for the spans of the items.
 */
export function readChecklist(above: Excerpt, path: string): ChecklistParts | undefined {
  const env: ExcerptEnv = { onlyMatching: matchNothing };
  const tokens = excerptParser.parse(above.markdown, env);
  const blocks = topLevel(tokens);
  const lists = blocks.filter(
    (block) =>
      block.open.type === 'bullet_list_open' && tokens.slice(block.from, block.to).some((token) => metaOf(token).task),
  );
  const lines = above.markdown.split('\n');
  const isList = new Set(lists);
  const [firstList] = lists;
  const lastList = lists.at(-1);
  if (!firstList || !lastList) return undefined;
  const headings = blocks.filter((block) => block.open.type === 'heading_open');
  const titleHeading = titleOf(headings, firstList.line);
  const start = titleHeading?.line ?? firstList.line;
  const groups: { title: string; items: ChecklistItem[] }[] = [];
  let title = '';
  let introEnd = firstList.line;
  for (const block of blocks) {
    if (block.line < start || block === titleHeading) continue;
    if (block.open.type === 'heading_open') {
      title = headingText(tokens, block);
      if (block.line < firstList.line) introEnd = Math.min(introEnd, block.line);
    } else if (isList.has(block)) {
      const items = itemsOf(tokens.slice(block.from, block.to), { above, lines, path });
      const current = groups.at(-1);
      if (!current || current.title !== title) groups.push({ title, items });
      else for (const item of items) current.items.push(item);
    }
  }
  const introStart = titleHeading?.lineEnd ?? firstList.line;
  const usedLines = new Set([...lineRange(start, introStart), ...linesOfItems(tokens)]);
  for (const heading of headings) for (const line of lineRange(heading.line, heading.lineEnd)) usedLines.add(line);
  const intro = joinExcerpts(
    linesOf(above, introStart, introEnd),
    otherLines(above, Math.max(introEnd, introStart), lastList.lineEnd, usedLines),
  );
  return {
    checklist: {
      title: titleHeading ? headingText(tokens, titleHeading) : '',
      groups: groups satisfies ChecklistGroup[],
      ...(intro.markdown === '' ? {} : { intro }),
    },
    start,
    end: lastList.lineEnd,
  };
}

interface Block {
  readonly open: Token;
  /** Token indices, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly lineEnd: number;
}

function topLevel(tokens: readonly Token[]): readonly Block[] {
  const blocks: Block[] = [];
  tokens.forEach((open, from) => {
    if (open.level !== 0) return;
    if (open.nesting >= 0 && open.map)
      blocks.push({ open, from, to: from + 1, line: open.map[0], lineEnd: open.map[1] });
    const last = blocks.at(-1);
    if (open.nesting < 0 && last) blocks[blocks.length - 1] = { ...last, to: from + 1 };
  });
  return blocks;
}

function lineRange(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** Lines (0-based) that are shown as items. */
function linesOfItems(tokens: readonly Token[]): readonly number[] {
  return tokens.flatMap((token, index) => {
    const text = tokens[index + 2];
    return metaOf(token).task && text?.map ? lineRange(text.map[0], text.map[1]) : [];
  });
}

/** Other text among the items: notes below them, items without a checkbox. It is appended to the introduction. */
function otherLines(above: Excerpt, from: number, to: number, usedLines: ReadonlySet<number>): Excerpt {
  const lines = above.markdown.split('\n');
  const kept = lineRange(from, to).filter((line) => !usedLines.has(line) && (lines[line] ?? '').trim() !== '');
  return {
    markdown: kept.map((line) => (lines[line] ?? '').trim()).join('\n'),
    origin: kept.map((line) => {
      const text = lines[line] ?? '';
      return placeInSource(above, { line, column: text.length - text.trimStart().length });
    }),
  };
}

/** The checklist's title: the last heading before the first list with a higher level than the list's own heading. */
function titleOf(headings: readonly Block[], listLine: number): Block | undefined {
  const before = headings.filter((heading) => heading.line < listLine);
  const own = before.at(-1);
  if (!own) return undefined;
  const outranking = before.findLast((heading) => levelOf(heading) < levelOf(own) && levelOf(heading) > 1);
  return outranking ?? (levelOf(own) > 1 ? own : undefined);
}

function levelOf(heading: Block): number {
  return Number(heading.open.tag.slice(1));
}

function headingText(tokens: readonly Token[], heading: Block): string {
  return plainText(tokens[heading.from + 1]?.content ?? '');
}

/** The input of {@link itemsOf}. */
interface ItemSource {
  readonly above: Excerpt;
  /** The lines of `above`. */
  readonly lines: readonly string[];
  readonly path: string;
}

function itemsOf(list: readonly Token[], { above, lines, path }: ItemSource): ChecklistItem[] {
  return list.flatMap((token, index) => {
    const { task } = metaOf(token);
    if (!task || !token.map) return [];
    const inline = list[index + 2];
    const start = placeInSource(above, { line: token.map[0], column: 0 });
    const lastLine = inline?.map ? inline.map[1] - 1 : token.map[0];
    const end = placeInSource(above, { line: lastLine, column: lines[lastLine]?.length ?? 0 });
    const span = { path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    return [{ ...splitItem((inline?.content ?? '').replace(/\n\s+/g, '\n')), done: task.done, span }];
  });
}

/** Splits an item's text into task, tags and the group's note. */
function splitItem(content: string): Pick<ChecklistItem, 'text' | 'tags' | 'note'> {
  const tagged = tagList.exec(content);
  if (tagged) {
    const note = content
      .slice(tagged.index + tagged[0].length)
      .trim()
      .replace(noteAfterTags, '');
    const tags = (tagged[1] ?? '').split(/[+,&/]/).map((tag) => tag.trim());
    return { text: content.slice(0, tagged.index).trim(), tags, ...(note ? { note } : {}) };
  }
  const noted = noteAfterText.exec(content);
  return noted ? { text: noted[1] ?? '', tags: [], note: noted[2] ?? '' } : { text: content.trim(), tags: [] };
}

/** A range of lines of an excerpt, without blank lines around it. */
function linesOf(excerpt: Excerpt, from: number, to: number): Excerpt {
  const lines = excerpt.markdown.split('\n').slice(from, to);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return { markdown: '', origin: [] };
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return {
    markdown: lines.slice(first, last + 1).join('\n'),
    origin: excerpt.origin.slice(from + first, from + last + 1),
  };
}
