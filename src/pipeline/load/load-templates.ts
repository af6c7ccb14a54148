import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import { parseTemplate } from '../../parse/parse-template.js';
import type { Template } from '../../parse/template.js';

/**
 * Reads the templates that reports are held against.
 *
 * @throws UserError for a file that cannot be read or holds no numbered question
 */
export async function loadTemplates(files: readonly string[]): Promise<readonly Template[]> {
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new UserError(
          `The template ${file} cannot be read (${error.code ?? error.message}).`,
          'Correct --template, or `template` in build.config.ts.',
        );
      });
      const template = parseTemplate(text, path.basename(file));
      if (template.questions.size === 0)
        throw new UserError(
          `The template ${file} holds no numbered question.`,
          'A question is a heading such as “### Question 1” with a quotation below it.',
        );
      return template;
    }),
  );
}
