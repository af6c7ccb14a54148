import { type DialectEnv, inheritReferences } from '../../markdown/rules.js';
import { notesEnv } from '../../model/notes.js';
import { type ExcerptEnv, excerptParser } from '../parsers.js';
import type { FullExcerpt } from './full-excerpt.js';
import type { Prose, ProseLink } from './prose-contents.js';
import { ProseReader } from './prose-reader.js';

const emptyProse: Prose = {
  words: 0,
  characters: 0,
  visible: false,
  images: [],
  links: [],
  diagrams: [],
  headings: [],
  codeLines: [],
  removed: [],
  neverClosed: [],
  formulas: [],
  htmlTargets: [],
  indentedLists: [],
};

/** Every figure, link, heading, code block or HTML element contains one of these. */
const markupHint = /[[<#@]|\/\/|mailto:|```|~~~/i;

/** Parses an excerpt. `references` are the link reference definitions of the whole document. */
export function readProse(
  excerpt: FullExcerpt,
  references: NonNullable<DialectEnv['references']> = {},
  options: Pick<DialectEnv, 'plainDollars'> = {},
): Prose {
  const { markdown } = excerpt;
  return markdown === ''
    ? emptyProse
    : proseOf(markdown, { ...options, references: inheritReferences(references), ...notesEnv(excerpt) });
}

/** Parses an excerpt whose words are not counted, such as a prompt: the rest of {@link Prose} is complete. */
export function readWithoutWords(excerpt: FullExcerpt, references: NonNullable<DialectEnv['references']> = {}): Prose {
  const { markdown } = excerpt;
  if (!markupHint.test(markdown)) return emptyProse;
  const read = (): Prose =>
    proseOf(markdown, {
      references: inheritReferences(references),
      onlyMatching: markupHint,
      ...notesEnv(excerpt),
    });
  // A bracket may refer to a definition anywhere in the report.
  if (markdown.includes('[') || markdown.length > maxCachedLength) return read();
  const prose = cache.get(markdown) ?? read();
  if (cache.size >= maxEntries) cache.clear();
  cache.set(markdown, prose);
  return prose;
}

/** What prompts contain, since all reports of a course have the same prompts. */
const cache = new Map<string, Prose>();

/** Maximum number of entries, and of characters of a text in the cache. */
const maxEntries = 1000;
const maxCachedLength = 4000;

function proseOf(markdown: string, env: ExcerptEnv): Prose {
  const tokens = excerptParser.parse(markdown, env);
  const reader = new ProseReader(markdown.split('\n'), env);
  for (const token of tokens) reader.block(token);
  const { openFences, ...found } = reader.result();
  const htmlLinks = (env.htmlLinks ?? []).map((link): ProseLink => ({ ...link, text: '', form: 'html' }));
  return {
    ...found,
    links: [...found.links, ...htmlLinks],
    codeLines: env.codeLines ?? [],
    removed: env.removed ?? [],
    neverClosed: [
      ...openFences.map((at) => ({ what: 'code block', at })),
      ...(env.openDeclarations ?? []).map((at) => ({ what: 'declaration', at, literal: true })),
      ...(env.neverClosed ?? []),
    ],
    htmlTargets: env.htmlTargets ?? [],
    ...(env.nestingCut ? { nestingCut: env.nestingCut } : {}),
    ...(env.firstExtraImage ? { firstExtraImage: env.firstExtraImage } : {}),
    ...(env.firstExtraFormula ? { firstExtraFormula: env.firstExtraFormula } : {}),
  };
}
