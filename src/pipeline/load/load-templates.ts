import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearestName } from '../../config/nearest-name.js';
import { loadEmoji } from '../../markdown/syntax/emoji.js';
import { readQuestionName, type SettingsByQuestion, templateBase } from '../../model/question-settings.js';
import { UserError } from '../../model/user-error.js';
import { applySettings } from '../../parse/limits/apply-settings.js';
import { describeUnclear } from '../../parse/template/explain-template.js';
import { parseTemplate } from '../../parse/template/parse-template.js';
import type { Template } from '../../parse/template/template.js';
import { readSamples } from './sample-figures.js';

/**
 * Reads the templates that reports are held against.
 *
 * @param settings What the configuration says about their questions.
 * @throws UserError for a file that cannot be read or holds no question, and for settings of a question that none has
 */
export async function loadTemplates(
  files: readonly string[],
  settings: SettingsByQuestion = {},
): Promise<readonly Template[]> {
  const templates = await Promise.all(files.map(loadTemplate));
  if (templates.length > 0) for (const name of Object.keys(settings)) assertKnown(name, templates);
  return templates.map((template) => applySettings(template, settings));
}

async function loadTemplate(file: string): Promise<Template> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `The template ${file} cannot be read (${error.code ?? error.message}).`,
      'Correct --template, or `template` in build.config.ts.',
    );
  });
  await loadEmoji(text);
  const template = parseTemplate(text, path.basename(file));
  if (template.questions.size === 0) throw noQuestion(file, template);
  const samples = await readSamples(file);
  return samples.size === 0 ? template : { ...template, samples };
}

function noQuestion(file: string, { headings }: Template): UserError {
  const [first] = headings;
  const found =
    first === undefined
      ? 'it has no heading'
      : `none of its headings (the first is “${first.text}”, line ${first.line}) has a number, a quotation, a length or a place for the answer`;
  return new UserError(
    `The template ${file} holds no question: ${found}.`,
    'A question is a heading such as “### Question 1” with what is asked below it, and a line such as “--- answer here ---” where the answer belongs.',
  );
}

/** What a run tells of its templates, each note a sentence: lengths that are not understood. */
export function notesOnTemplates(templates: readonly Template[]): readonly string[] {
  return templates.flatMap(({ name, unclear }) =>
    unclear.map(({ line }) => `${name}: ${describeUnclear(line)} of the configuration.`),
  );
}

function assertKnown(name: string, templates: readonly Template[]): void {
  const { key, template: base } = readQuestionName(name);
  const meant = templates.filter((template) => base === undefined || templateBase(template.name) === base);
  if (meant.some(({ questions }) => questions.has(key))) return;
  const names = base === undefined ? '' : `${base}:`;
  const known =
    meant.length === 0
      ? templates.map((template) => `${templateBase(template.name)}:${key}`)
      : meant.flatMap(({ questions }) => [...questions.keys()].map((other) => `${names}${other}`));
  const nearest = nearestName(name, known);
  throw new UserError(
    `\`questions\` in the configuration has settings for '${name}', and no template has such a question.`,
    nearest === undefined
      ? '`report check --explain` lists the keys of every template.'
      : `Did you mean '${nearest}'? \`report check --explain\` lists the keys of every template.`,
  );
}
