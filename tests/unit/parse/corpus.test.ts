import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countDone } from '../../../src/model/checklist.js';
import { questionsOf, type Report } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { corpus, hasCorpus } from '../../support/corpus.js';

/** Counted by hand. */
const table = {
  'apartment-prices': {
    questions: 31,
    checklist: '34/52',
    unanswered: [3, 29],
    placeholders: [],
    figures: 5,
    remote: 1,
    linked: 0,
    fits: true,
  },
  captcha: {
    questions: 31,
    checklist: '42/52',
    unanswered: [22, 27, 29, 31],
    placeholders: [],
    figures: 4,
    remote: 0,
    linked: 0,
    fits: true,
  },
  'cds-predictor': {
    questions: 31,
    checklist: '32/53',
    unanswered: [3, 5, 10, 15, 16, 23, 24, 25, 26, 28, 29, 30, 31],
    placeholders: [19, 20, 27],
    figures: 9,
    remote: 9,
    linked: 0,
    fits: true,
  },
  cifar10: {
    questions: 27,
    checklist: '28/36',
    unanswered: [],
    placeholders: [6, 10, 12, 13, 14, 18, 20, 22, 23, 24, 26],
    figures: 8,
    remote: 0,
    linked: 5,
    fits: false,
  },
  medview: {
    questions: 31,
    checklist: '44/52',
    unanswered: [29],
    placeholders: [],
    figures: 8,
    remote: 0,
    linked: 0,
    fits: true,
  },
};

describe.skipIf(!hasCorpus)('five real reports', () => {
  const template = hasCorpus ? parseTemplate(readFileSync(`${corpus}templates/2025.md`, 'utf8'), '2025.md') : undefined;
  const read = (name: string): Report =>
    parseReport({
      text: readFileSync(`${corpus}reports/${name}/README.md`, 'utf8'),
      path: `${name}/README.md`,
      slug: name,
      group: name,
      templates: template ? [template] : [],
    }).report;

  it.each(Object.entries(table))('%s matches the counts made by hand', (name, expected) => {
    const report = read(name);
    const questions = questionsOf(report);
    const figures = questions.flatMap(({ answer }) => answer.figures);
    const { done, total } = countDone(report.checklist.groups.flatMap(({ items }) => items));
    expect({
      questions: questions.length,
      checklist: `${done}/${total}`,
      unanswered: questions.filter(({ answer }) => answer.status !== 'answered').map(({ number }) => number),
      placeholders: questions
        .filter(({ answer }) => answer.status === 'answered' && answer.placeholders.length > 0)
        .map(({ number }) => number),
      figures: figures.length,
      remote: figures.filter(({ href }) => href.startsWith('https:')).length,
      linked: figures.filter(({ form }) => form === 'link').length,
      fits: report.template?.fits,
    }).toEqual(expected);
  });

  it.each(Object.keys(table))('%s has a question for every numbered heading, at its line', (name) => {
    const lines = readFileSync(`${corpus}reports/${name}/README.md`, 'utf8').split('\n');
    const headings = lines.flatMap((line, index) => (/^### Question \d+/.test(line) ? [index + 1] : []));
    expect(questionsOf(read(name)).map(({ span }) => span.line)).toEqual(headings);
  });

  it('takes limits that one report deleted from the template', () => {
    const [first] = questionsOf(read('medview')).filter(({ number }) => number === 7);
    expect(first?.constraints).toEqual([{ kind: 'words', min: 50, max: 100, from: 'template' }]);
  });

  it('keeps the report’s own limits for the 27 questions of an older edition', () => {
    const questions = questionsOf(read('cifar10'));
    expect(questions.find(({ number }) => number === 24)?.constraints).toMatchObject([
      { kind: 'words', min: 25, max: 100, from: 'prompt' },
    ]);
    expect(questions.flatMap(({ constraints }) => constraints).every(({ from }) => from === 'prompt')).toBe(true);
  });

  it.each(['apartment-prices', 'captcha', 'cds-predictor'])(
    'counts the raw words of %s as a plain count between prompt and next heading',
    (name) => {
      const lines = readFileSync(`${corpus}reports/${name}/README.md`, 'utf8').split('\n');
      const plain = questionsOf(read(name)).map(({ span }) => {
        const body = lines.slice(span.line);
        const lastQuote = body.indexOf('> Answer:');
        const end = body.findIndex((line) => /^##+ (?:Question \d+|[A-Z])/.test(line));
        return body
          .slice(lastQuote + 1, end < 0 ? undefined : end)
          .join('\n')
          .split(/\s+/)
          .filter(Boolean).length;
      });
      expect(questionsOf(read(name)).map(({ answer }) => answer.rawWords)).toEqual(plain);
    },
  );
});
