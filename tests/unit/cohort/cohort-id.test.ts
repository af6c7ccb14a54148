import { describe, expect, it } from 'vitest';
import { identifyCohort } from '../../../src/cohort/cohort-id.js';
import { answerDigest } from '../../../src/cohort/short-hash.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { cohortOf } from './open-cohort.js';

const question = (number: number, prompt: string, answer = 'Some words.'): string =>
  `### Question ${number}\n\n> **${prompt}**\n>\n> Recommended answer length: 3-10 words.\n>\n> Answer:\n\n${answer}\n`;
const course = (...prompts: readonly string[]): string =>
  `# Report\n\n${prompts.map((prompt, index) => question(index + 1, prompt)).join('\n')}`;
const rivers = course('Which river did you measure?', 'How deep is it?');
const bridges = course('Which bridge did you build?', 'How deep is it?');
type Source = Parameters<typeof identifyCohort>[0];
const none: Source = { id: null, templates: [] };
const idOf = (reports: Readonly<Record<string, string>>, source: Source): string => {
  const { questions, members } = cohortOf(reports, rivers);
  return identifyCohort(source, { questions, groups: members.length }).id;
};

describe('the identity of a cohort', () => {
  it('is the configured one, beside the derived one', () => {
    const source = { id: 'rivers-2026', templates: [parseTemplate(rivers, 'a.md')] };
    const { id, derived } = identifyCohort(source, { questions: [], groups: 0 });
    expect([id, derived]).toEqual(['rivers-2026', expect.stringMatching(/^q[\da-f]{16}$/)]);
    expect(derived).toBe(identifyCohort({ ...source, id: null }, { questions: [], groups: 0 }).id);
  });

  it('depends on the first template only, not on groups, other templates or markup', () => {
    const [first, same, other] = [rivers, rivers.replaceAll('**', ''), bridges].map((text) =>
      parseTemplate(text, 'a.md'),
    );
    if (!first || !same || !other) throw new Error('three templates were read');
    const before = idOf({ ash: rivers }, { id: null, templates: [first] });
    expect(idOf({ ash: rivers, birch: bridges }, { id: null, templates: [first, other] })).toBe(before);
    expect(idOf({}, { id: null, templates: [same] })).toBe(before);
    expect(idOf({ ash: rivers }, { id: null, templates: [other, first] })).not.toBe(before);
  });

  it('depends on the questions of most reports without a template: a late and unusual report changes nothing', () => {
    const reports = { ash: rivers, birch: rivers };
    const late = `${rivers.replace('deep', 'wide')}\n${question(9, 'What else?')}`;
    expect(idOf({ ...reports, aspen: late }, none)).toBe(idOf(reports, none));
  });
});

describe('the digest of an answer', () => {
  it('is the same when only whitespace changed', () => {
    expect(answerDigest('One line\r\nand another.  \r\n\r\n- item\r\n')).toBe(
      answerDigest('One line and\n\nanother.\n - item'),
    );
    expect(answerDigest('One line')).not.toBe(answerDigest('Oneline'));
  });
});
