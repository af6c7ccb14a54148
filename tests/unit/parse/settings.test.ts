/** Settings of questions in the configuration, which take precedence over prompts. */
import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../../src/model/question-settings.js';
import { questionsOf } from '../../../src/model/report.js';
import { applySettings } from '../../../src/parse/limits/apply-settings.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';

const text =
  '# L\n\n## Task 1\n\n> Why does it hang? Hardly 80 words.\n\n...\n\n## Task 2\n\n> How long? 5-9 words.\n\n...\n';
const settings = {
  '1': { words: { min: 20, max: 40 }, private: false },
  'lab:2': { figures: { min: 1 }, private: false },
  '2': { words: { max: 3 }, private: true },
};

describe('settings of questions', () => {
  it('replace a template’s limits of the same kind, and resolve unclear ones', () => {
    const template = applySettings(parseTemplate(text, 'lab.md'), settings);
    expect([...template.questions.values()].map(({ constraints }) => constraints)).toEqual([
      [{ kind: 'words', min: 20, max: 40, from: 'configuration' }],
      [
        { kind: 'words', min: 5, max: 9, from: 'template' },
        { kind: 'figures', min: 1, from: 'configuration' },
      ],
    ]);
    expect(template.unclear).toEqual([]);
    const parsed = parseReport({ text, path: 'a', slug: 'a', group: 'a', templates: [template], settings });
    expect(questionsOf(parsed.report)[1]?.constraints).toMatchObject([
      { kind: 'words', min: 5, max: 9, from: 'prompt' },
      { kind: 'figures', min: 1, from: 'configuration' },
    ]);
  });

  it('apply to a report that fits no template', () => {
    const { report } = parseReport({ text, path: 'a', slug: 'a', group: 'a', templates: [], settings });
    expect(questionsOf(report).map(({ constraints }) => constraints)).toEqual([
      [{ kind: 'words', min: 20, max: 40, from: 'configuration' }],
      [{ kind: 'words', max: 3, from: 'configuration' }],
    ]);
  });

  it('do not exist for keys of an object’s prototype', () => {
    expect(settingsOf({}, 'constructor')).toBeUndefined();
  });
});
