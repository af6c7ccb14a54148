import { z } from 'zod';
import { defaultSeverities, type RuleName } from '../model/diagnostic.js';
import { instantForm, parseInstant } from '../model/parse-instant.js';
import { type RosterColumn, rosterColumns } from '../model/roster.js';
import type { UserConfig } from './define-config.js';

// Each field's description completes the sentence "it takes …" in messages.

const path = z.string().min(1).describe('a path');
const switchField = z.boolean().describe('true or false');
const paths = z.union([path, z.array(path).min(1).readonly()]);
const severity = z.enum(['off', 'warn', 'error']).describe("'off', 'warn' or 'error'");

const questionKey = z
  .string()
  .regex(/^(?:[^:]+:)?[\p{Ll}\p{Lo}\p{N}.-]+$/u)
  .describe("a key such as '7', '1a' or 'results', or '2025:2' for one template");

const count = z.int().min(0).describe('a whole number, at least 0');
const range = z
  .union([z.tuple([count, count]).readonly(), z.strictObject({ min: count.optional(), max: count.optional() })])
  .refine(isAscending)
  .describe('the fewest and the most, such as [100, 200], or an object such as { min: 1 }');

const question = z
  .strictObject({
    words: range.optional(),
    figures: range.optional(),
    points: z.number().positive().describe('a number, more than 0').optional(),
    private: switchField.optional(),
  })
  .describe('an object such as { words: [100, 200], figures: { min: 1 }, points: 5, private: true }');

const server = z
  .string()
  .regex(/^(\[[\da-f:.]+\]|[^\s/:@?#[\]]+)(:\d{1,5})?$/i)
  .describe("a server without scheme and path, such as '127.0.0.1:8080'");

const remote = z.strictObject({
  allow: z.array(server).readonly().describe('a list of servers').optional(),
  timeout: z.number().positive().max(600).describe('seconds, more than 0 and at most 600').optional(),
  maxBytes: z.int().positive().describe('a whole number of bytes, at least 1').optional(),
});

const figures = z
  .strictObject({
    widths: z
      .array(z.int().min(16).max(10_000).describe('a whole number of pixels from 16 to 10000'))
      .min(1)
      .readonly()
      .describe('a list of widths in pixels, at least one')
      .optional(),
    formats: z
      .array(z.enum(['webp', 'avif']).describe("'webp' or 'avif'"))
      .min(1)
      .readonly()
      .describe("a list of 'webp' and 'avif', at least one")
      .optional(),
    quality: z.int().min(1).max(100).describe('a whole number from 1 to 100').optional(),
    full: z.enum(['compact', 'source']).describe("'compact' or 'source'").optional(),
    remote: z
      .union([z.boolean(), remote])
      .describe('true, false, or an object with `allow`, `timeout` and `maxBytes`')
      .optional(),
    maxPixels: z.int().min(1).describe('a whole number of pixels, at least 1').optional(),
  })
  .describe('an object with settings for figures');

const site = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z\d-]{0,63}$/)
      .describe("lower-case letters, digits and hyphens, first a letter, at most 64, such as 'robotics-2026'")
      .optional(),
    base: z
      .url({ protocol: /^https?$/ })
      .describe("an address such as 'https://course.example/reports/'")
      .optional(),
    lang: z.string().refine(isLanguageTag).describe("a language tag such as 'en' or 'pt-BR'").optional(),
    noindex: switchField.optional(),
    links: z
      .array(
        z
          .strictObject({
            title: z.string().min(1).describe('the text of the link'),
            href: z
              .string()
              .regex(/^(https?:\/\/|mailto:|[./#?])/i)
              .describe("an address, 'https://…' or './…'"),
          })
          .describe("an object such as { title: 'Modules', href: 'https://course.example/' }"),
      )
      .readonly()
      .describe("a list such as [{ title: 'Modules', href: 'https://course.example/' }]")
      .optional(),
  })
  .describe('an object with settings for the site');

const watch = z
  .strictObject({
    editor: z
      .union([
        z
          .string()
          // A scheme that runs or shows something in the page itself opens no editor.
          .regex(/^(?!(?:javascript|data|vbscript|blob|file):)[a-z][a-z\d+.-]*:.*\{path\}/i),
        z.literal(false),
      ])
      .describe("an address such as 'vscode://file{path}:{line}:{column}', or false")
      .optional(),
  })
  .describe('an object with `editor`');

const columnNames = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1).readonly()])
  .describe("the name of a column, or a list of names such as ['Student A', 'Student B']");

const rosterFields = Object.fromEntries(rosterColumns.map((column) => [column, columnNames.optional()])) as Record<
  RosterColumn,
  z.ZodOptional<typeof columnNames>
>;

const roster = z
  .union([
    path,
    z.strictObject({
      file: path,
      columns: z.strictObject(rosterFields).describe("an object such as { group: 'Team' }").optional(),
    }),
  ])
  .describe("the path of a CSV file, or an object such as { file: 'roster.csv', columns: { group: 'Team' } }");

const evidence = z
  .strictObject({
    item: z.string().min(1).describe('a tag or words of an item of the checklist'),
    files: z.array(z.string().min(1)).min(1).readonly().describe('a list of globs, at least one'),
  })
  .describe("an object such as { item: 'M17', files: ['.github/workflows/*.yml'] }");

const severities = Object.fromEntries(
  Object.keys(defaultSeverities).map((rule) => [rule, severity.optional()]),
) as Record<RuleName, z.ZodOptional<typeof severity>>;

/** What a configuration must look like: `UserConfig`, and nothing besides. */
export const userConfigSchema = z
  .strictObject({
    title: z.string().min(1).describe('a text').optional(),
    reports: paths.describe('a path or glob, or a list of them').optional(),
    template: paths.describe('the path of a Markdown file, or a list of them').optional(),
    out: path.describe('the path of a folder').optional(),
    layouts: path.describe('the path of a folder').optional(),
    assets: path.describe('the path of a folder').optional(),
    figures: figures.optional(),
    checks: z.strictObject(severities).describe('an object of rule names and severities').optional(),
    words: z.enum(['read', 'raw']).describe("'read' or 'raw'").optional(),
    site: site.optional(),
    privacy: z
      .strictObject({
        redact: switchField.optional(),
        studentNumber: z
          .union([z.instanceof(RegExp), z.literal(false)])
          .describe('a regular expression such as /s\\d{6}/i, or false')
          .optional(),
        questions: z
          .array(z.union([z.int().min(0), questionKey]).describe("a number or key such as 7, '1a' or '2025:2'"))
          .describe('a list of numbers or keys of questions')
          .optional(),
      })
      .describe('an object with `redact`, `studentNumber` and `questions`')
      .optional(),
    questions: z.record(questionKey, question).describe("an object such as { '7': { words: [100, 200] } }").optional(),
    roster: roster.optional(),
    deadline: z.string().refine(isInstant).describe(instantForm).optional(),
    evidence: z
      .array(evidence)
      .readonly()
      .describe("a list such as [{ item: 'M17', files: ['.github/workflows/*.yml'] }]")
      .optional(),
    markdown: z
      .custom<NonNullable<UserConfig['markdown']>>((value) => typeof value === 'function')
      .describe('a function that receives the markdown-it instance')
      .optional(),
    highlight: switchField.optional(),
    math: switchField.optional(),
    watch: watch.optional(),
  })
  .describe('an object, as `defineConfig({ … })` returns it');

function isInstant(text: string): boolean {
  return parseInstant(text) !== undefined;
}

function isAscending(
  range: readonly number[] | { readonly min?: number | undefined; readonly max?: number | undefined },
): boolean {
  const [min, max] = 'length' in range ? range : [range.min, range.max];
  return (min ?? 0) <= (max ?? Number.POSITIVE_INFINITY);
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
