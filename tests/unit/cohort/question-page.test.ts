import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checklistPages } from '../../../src/cohort/pages/checklist-page.js';
import { indexPages } from '../../../src/cohort/pages/index-page.js';
import { searchFiles } from '../../../src/cohort/pages/search-page.js';
import { cohortOf, pageOf, partsOf, textsOf, whole } from './open-cohort.js';

const question = (number: number, prompt: string, answer: string, title = `Question ${number}`): string =>
  `### ${title}\n\n> **${prompt}**\n>\n> Recommended answer length: 3-10 words.\n>\n> Example:\n> *Like this.*\n>\n> Answer:\n\n${answer}\n`;
const report = (...questions: readonly string[]): string => `# Report\n\n${questions.join('\n')}`;

const what = 'What did you build?';
const why = 'Why did you build it?';
const template = report(
  question(1, what, '--- question 1 fill here ---'),
  question(2, why, '--- question 2 fill here ---'),
);
const reports = {
  ash: report(question(1, what, 'A tree that counts its own rings.'), question(2, why, 'Too short.')),
  birch: report(question(1, what, '--- question 1 fill here ---'), question(2, why, 'Somebody had to do it once.')),
  main: report(question(1, 'What did you make?', 'It makes one thing, and well.')),
  oak: report(
    question(1, what, '--- question 1 fill here ---', 'Question 1 (Ada Lovelace)'),
    question(2, why, 'One answer to the second question.'),
    question(2, why, 'Another answer to it, which is here too.'),
  ),
};
const cohort = cohortOf(reports, template);

describe('the page of a question', () => {
  it('contains the answers of all groups, including missing and duplicate ones', () => {
    const { answers, answered, medianWords } = pageOf(cohort, '2');
    expect(answers.map(({ id, nth, status, words }) => [id, nth, status, words.count])).toEqual([
      ['ash', 1, 'answered', 2],
      ['birch', 1, 'answered', 6],
      ['main~1', 1, 'missing', 0],
      ['oak', 1, 'answered', 6],
      ['oak~2', 2, 'answered', 8],
    ]);
    expect([answered, medianWords]).toEqual([4, 6]);
  });

  it('shows the prompt of most reports, with the example and the limits', () => {
    const { prompt, length, example, asked } = pageOf(cohort, '1');
    expect([String(prompt), length, String(example)]).toEqual([
      '<p><strong>What did you build?</strong></p>\n',
      'Recommended answer length: 3-10 words.',
      '<p><em>Like this.</em></p>\n',
    ]);
    expect(asked).toEqual({ words: '3–10', figures: '' });
  });

  it('links to the previous and next question, and to each answer in its report', () => {
    const { previous, next, questions, answers } = pageOf(cohort, '2');
    expect([previous?.href, next, questions.map(({ current }) => current)]).toEqual([
      '../questions/1.html',
      null,
      [false, true],
    ]);
    expect(answers.map(({ href }) => href)).toEqual([
      '../ash/index.html#q2',
      '../birch/index.html#q2',
      '../main/index.html#q2',
      '../oak/index.html#q2',
      '../oak/index.html#q2-2',
    ]);
  });

  it('separates the problems that reveal the group', () => {
    const elm = report(question(1, what, 'It [counts](#elm-rings), and [more](#rings), of trees.'));
    const [answer] = pageOf(cohortOf({ elm }, template), '1').answers;
    expect([answer?.problems, answer?.namingProblems].map((list) => list?.map(({ message }) => message))).toEqual([
      [expect.stringContaining('“#rings”')],
      [expect.stringContaining('“#elm-rings”')],
    ]);
  });

  it('shows a missing answer by its status only', () => {
    const unanswered = pageOf(cohort, '1').answers.filter(({ status }) => status !== 'answered');
    expect(unanswered.map(({ slug, problems, namingProblems }) => [slug, problems, namingProblems])).toEqual([
      ['birch', [], []],
      ['oak', [], []],
    ]);
  });

  it('has no group name in the anchors of an answer', () => {
    const named = cohortOf(
      { ...reports, elm: report(question(1, what, '# Heading\n\ntext[^1]\n\n[^1]: note')) },
      template,
    );
    const html = String(pageOf(named, '1').answers.find(({ slug }) => slug === 'elm')?.answer);
    expect(html).toMatch(/ id="a[0-9a-f]{8}\.q1/);
    expect(html).not.toContain('elm');
  });

  it('has a digest that changes with the answer only', () => {
    const changed = cohortOf({ ...reports, ash: reports.ash.replace('Too short.', 'Still short.') }, template);
    const digests = (number: string, of = cohort): readonly (string | null)[] =>
      pageOf(of, number).answers.map(({ digest }) => digest);
    expect(digests('1', changed)).toEqual(digests('1'));
    expect(digests('2', changed).map((digest, index) => digest === digests('2')[index])).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('the templates of a page’s groups', () => {
  const where = 'Where does it stand today?';
  const templates = { '2025.md': report(question(1, where, ''), question(2, what, '')), '2024.md': template };
  const elm = `## Checklist\n\n* [x] It stands\n\n${report(question(1, where, 'In a garden.'), question(2, what, 'A tree of wood.'))}`;
  const free = '# Notes\n\nNothing but words of its own.\n';
  const editions = cohortOf({ ash: reports.ash, elm, free }, templates);

  it('are in the order of the configuration, with those without a template last', () => {
    const each = [
      { title: '2025', groups: 1 },
      { title: '2024', groups: 1 },
    ];
    expect(whole(indexPages(editions)).templates).toEqual([...each, { title: '', groups: 1 }]);
    expect(searchFiles(editions).page.view(textsOf(editions)).templates).toEqual([...each, { title: '', groups: 1 }]);
    const joined = pageOf(editions, '2');
    expect(joined.templateFilter).toEqual(each);
    expect(joined.templates).toEqual(['2025', '2024']);
    expect(joined.answers.map(({ group, template: of }) => [group, of])).toEqual([
      ['ash', '2024'],
      ['elm', '2025'],
    ]);
  });

  it('are not offered if all groups of the page use the same', () => {
    expect(pageOf(editions, '1').templateFilter).toEqual([]);
    const { groups, templates: listed } = whole(checklistPages(editions));
    expect([groups.map(({ group, template: of }) => [group, of]), listed]).toEqual([[['elm', '2025']], []]);
    expect(whole(indexPages(cohort)).templates).toEqual([]);
  });
});

describe('the grading data', () => {
  interface Data {
    readonly cohort: string;
    readonly former: { readonly id: string; readonly digests: Readonly<Record<string, string>> };
  }
  const dataOf = (of: typeof cohort, number = '1'): Data => JSON.parse(String(pageOf(of, number).gradingData));

  it('is on every question page: cohort, groups and questions', () => {
    const [{ former: one, ...first }, { former: two, ...second }] = [dataOf(cohort), dataOf(cohort, '2')];
    expect([second, two.id]).toEqual([first, one.id]);
    expect(first).toEqual({
      cohort: cohort.id.id,
      derived: cohort.id.derived,
      title: 'Course',
      groups: { ash: 'ash', birch: 'birch', main: 'main', oak: 'oak' },
      questions: [
        { key: '1', label: 'Question 1', points: null },
        { key: '2', label: 'Question 2', points: null },
      ],
    });
  });

  it('has the configured points, by the key in the first template that has some', () => {
    const where = 'Where does it stand today?';
    const templates = { '2024.md': template, '2025.md': report(question(1, where, ''), question(2, what, '')) };
    const settings = {
      '2': { points: 4, private: false },
      '2024:1': { points: 10, private: false },
      '2025:1': { points: 2.5, private: false },
    };
    const editions = cohortOf(
      { ash: reports.ash, elm: report(question(1, where, 'In a garden.'), question(2, what, 'A tree of wood.')) },
      templates,
      { settings },
    );
    const { questions } = JSON.parse(String(pageOf(editions, '1').gradingData)) as { questions: unknown };
    expect(questions).toEqual([
      { key: '1-2025', label: 'Question 1 (2025)', points: 2.5 },
      { key: '1', label: 'Question 1 (2024)', points: 10 },
      { key: '2', label: 'Question 2', points: 4 },
    ]);
  });

  it('is the same with another title, with other groups and with other answers', () => {
    const { ash, ...others } = reports;
    const cohorts = [
      cohort,
      cohortOf(reports, template, { title: 'Another course' }),
      cohortOf(others, template),
      cohortOf({ ...others, ash: ash.replace('tree', 'bush') }, template),
    ].map((of) => dataOf(of).cohort);
    expect(new Set(cohorts).size).toBe(1);
  });

  it('has the keys of version 0.1.0: title and groups, and digests of answers with their line breaks', () => {
    const lines = cohortOf({ ash: report(question(1, what, 'A tree\nthat counts its own rings.')) }, template);
    const former = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
    expect(dataOf(lines).former).toEqual({
      id: former('Course\nash'),
      digests: { ash: former('A tree\nthat counts its own rings.') },
    });
  });

  it('cannot close the script element that contains it', () => {
    const hostile = cohortOf(reports, template, { title: '</script><script>alert(1)//<!--' });
    expect(String(pageOf(hostile, '1').gradingData)).not.toContain('<');
    expect(dataOf(hostile)).toMatchObject({ title: '</script><script>alert(1)//<!--' });
  });
});

describe('the parts of the page of a question', () => {
  const split = cohortOf(reports, template, { maxPartBytes: 9000 });
  const parts = partsOf(split, '2');

  it('have the answers in order, and the counts of all', () => {
    expect(parts.map(({ answers }) => answers.map(({ id }) => id))).toEqual([
      ['ash', 'birch', 'main~1'],
      ['oak', 'oak~2'],
    ]);
    const whole = pageOf(cohort, '2');
    for (const { all, answered, medianWords, problemCount } of parts)
      expect({ all, answered, medianWords, problemCount }).toEqual({
        all: 5,
        answered: whole.answered,
        medianWords: whole.medianWords,
        problemCount: whole.problemCount,
      });
    expect(parts.map(({ unanswered }) => unanswered)).toEqual([1, 0]);
  });

  it('link to each other, and say where each answer is', () => {
    expect(parts.map(({ pager }) => [pager?.previous?.href, pager?.current.to, pager?.next?.first])).toEqual([
      [undefined, 3, 'oak'],
      ['../questions/2.html', 5, undefined],
    ]);
    for (const { gradingData } of parts)
      expect((JSON.parse(String(gradingData)) as { readonly parts: unknown }).parts).toEqual([
        { href: '../questions/2.html', answers: 'ash birch main~1' },
        { href: '../questions/2~2.html', answers: 'oak oak~2' },
      ]);
  });

  it('are one where all fit, which has no links to others', () => {
    const page = pageOf(cohort, '2');
    expect([page.pager, JSON.parse(String(page.gradingData))]).toEqual([
      null,
      expect.not.objectContaining({ parts: expect.anything() }),
    ]);
  });
});
