/** Valid reports of every shape, for mutation tests. */
import fc from 'fast-check';
import { head, headingOf, items, prompts, sections } from './course.js';
import { figurePaths } from './folder.js';
import { type Block, blockKinds, blockOf, sentence } from './prose-blocks.js';

/** A line of a report; an object, so that its identity survives insertions before it. */
export interface Line {
  text: string;
}

export interface DraftQuestion {
  readonly index: number;
  readonly section: Line[];
  heading: Line;
  prompt: Line[];
  blocks: Block[];
}

const figureForms = ['image', 'html', 'framed', 'sentence', 'list', 'quote', 'cell', 'indented', 'defined'] as const;

/** Syntax of a figure. */
export type FigureForm = (typeof figureForms)[number];

/** A figure of a draft; its line is regenerated whenever one of its parts changes. */
export interface DraftFigure {
  readonly line: Line;
  readonly question: DraftQuestion;
  readonly block: Block;
  alt: string;
  path: string;
  form: FigureForm;
}

/** A report in parts, for mutation. */
export interface Draft {
  readonly frontMatter: Line[];
  readonly head: Line[];
  readonly items: Line[][];
  readonly questions: DraftQuestion[];
  readonly figures: DraftFigure[];
  /** Returns an unused number, to make every sentence and figure different. */
  readonly next: () => number;
  readonly dress: (text: string) => string;
}

/** Random input of a draft; small numbers make small reports. */
const spec = fc.record({
  answers: fc.array(
    fc.record({
      sentences: fc.integer({ min: 3, max: 6 }),
      blocks: fc.array(fc.tuple(fc.constantFrom(...blockKinds), fc.nat(30)), { maxLength: 4 }),
      figures: fc.integer({ min: 1, max: 2 }),
      form: fc.constantFrom(...figureForms),
      seed: fc.nat(30),
    }),
    { minLength: prompts.length, maxLength: prompts.length },
  ),
  variations: fc.array(fc.tuple(fc.nat(prompts.length - 1), fc.nat(5)), { maxLength: 2 }),
  ticked: fc.nat(31),
  frontMatter: fc.boolean(),
  dress: fc.constantFrom(
    (text: string) => text,
    (text: string) => text.replaceAll('\n', '\r\n'),
    (text: string) => `\uFEFF${text}`,
    (text: string) => text.replaceAll('\n', '\r'),
    (text: string) => text.trimEnd(),
  ),
});

/** Builds a new draft each time, since mutations change it. */
export const drafts: fc.Arbitrary<() => Draft> = spec.map((recipe) => () => draftOf(recipe));

type Recipe = typeof spec extends fc.Arbitrary<infer R> ? R : never;

function draftOf({ answers, variations, ticked, frontMatter, dress }: Recipe): Draft {
  let serial = 0;
  const next = (): number => (serial += 1);
  const draft: Draft = {
    frontMatter: (frontMatter ? ['---', 'layout: default', 'title: "x"', '---', ''] : []).map(toLine),
    head: head.map(toLine),
    items: items.map((item, index) =>
      item.map((text) => toLine(ticked & (1 << index) ? text.replace('[ ]', index % 2 ? '[x]' : '[X]') : text)),
    ),
    questions: [],
    figures: [],
    next,
    dress,
  };
  answers.forEach(({ sentences, blocks, figures, form, seed }, index) => {
    const question = questionOf(index);
    draft.questions.push(question);
    const opening = Array.from({ length: sentences }, (_, offset) => sentence(next(), seed + offset));
    question.blocks.push({ kind: 'paragraph', lines: opening.map(toLine) });
    for (const [kind, choice] of blocks) question.blocks.push(blockOf(kind, choice, next));
    const wanted = index === 1 || index === 3 ? figures : figures - 1;
    for (let count = 0; count < wanted; count += 1) addFigure(draft, question, { form, place: seed + count });
  });
  for (const [index, kind] of variations) vary(draft.questions[index], kind);
  return draft;
}

export function toLine(text: string): Line {
  return { text };
}

export function questionOf(index: number): DraftQuestion {
  return {
    index,
    section: [...(sections[index] ?? [])].map(toLine),
    heading: toLine(headingOf(index)),
    prompt: (prompts[index] ?? []).map(toLine),
    blocks: [],
  };
}

/** Valid variations of a question. */
function vary(question: DraftQuestion | undefined, kind: number): void {
  if (!question) return;
  const { heading, prompt } = question;
  const name = headingOf(question.index).replace(/#+ /, '');
  if (kind === 0) heading.text = `### ${name} (Ada)`;
  else if (kind === 1) heading.text = `#### ${name}:`;
  else if (kind === 2) heading.text = `**${name}**`;
  else if (kind === 3) heading.text = `## ${name} ##`;
  else if (kind === 4) question.prompt = prompt.filter(({ text }) => /^> \*\*/.test(text));
  else question.section.splice(0, question.section.length);
}

/** Adds a figure after the first block, with its own file and description. */
export function addFigure(
  draft: Draft,
  question: DraftQuestion,
  { form = 'image', place = 0 }: { readonly form?: FigureForm; readonly place?: number } = {},
): DraftFigure {
  const number = draft.next();
  const path = figurePaths[draft.figures.length % figurePaths.length] ?? '';
  const line = toLine('');
  const lines = form === 'cell' ? ['| a | b |', '| - | - |'].map(toLine) : [];
  const definition = form === 'defined' ? [toLine(''), toLine('')] : [];
  const block: Block = { kind: 'figure', lines: [...lines, line, ...definition] };
  question.blocks.splice(1 + (place % question.blocks.length), 0, block);
  const figure = { line, question, block, path, form, alt: `The curve of series ${number} over time` };
  draft.figures.push(figure);
  writeFigure(figure);
  return figure;
}

/** Writes a figure's syntax into its line; `path` may be any URL. */
export function writeFigure({ line, block, alt, path, form }: DraftFigure, address?: string): void {
  const bare =
    address ??
    path
      .replaceAll('%', '%25')
      .replaceAll(' ', '%20')
      .replace(/[()]/g, (mark) => `\\${mark}`);
  const quoted = address ?? path.replaceAll('%', '%25');
  const forms = {
    image: `![${alt}](${bare})`,
    html: `<img width="300" alt="${alt}" src="${quoted}">`,
    framed: `![${alt}](<${quoted}> "A title")`,
    list: `- ![${alt}](${bare})`,
    quote: `> ![${alt}](${bare} 'A title')`,
    cell: `| a | ![${alt}](${bare}) |`,
    indented: `  <img alt="${alt}"\tsrc='${quoted}'/>`,
    defined: `![${alt}][fig ${path}]`,
    sentence: `Here ![${alt}](${bare}) it is, for all to see.`,
  };
  line.text = forms[form];
  const [, definition] = block.lines.slice(block.lines.indexOf(line) + 1);
  if (form === 'defined' && definition) definition.text = `[FIG ${path}]: <${quoted}>`;
}

/** The lines of a draft, in order. */
export function linesOf({ frontMatter, head: top, items: list, questions }: Draft): readonly Line[] {
  const blank = (): Line => toLine('');
  const body = questions.flatMap(({ section, heading, prompt, blocks }) => [
    ...(section.length > 0 ? [...section, blank()] : []),
    heading,
    blank(),
    ...prompt,
    ...(prompt.length > 0 ? ['>', '> Answer:', ''].map(toLine) : []),
    ...blocks.flatMap((block) => [...block.lines, blank()]),
  ]);
  return [...frontMatter, ...top, ...list.flat(), blank(), ...body];
}
