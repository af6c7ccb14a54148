import { expect, it } from 'vitest';
import { cohortOf } from './open-cohort.js';

const question = (number: number, answer: string): string =>
  `### Question ${number}\n\n> **Why number ${number}?**\n>\n> Answer:\n\n${answer}\n\n`;

const cohort = cohortOf(
  {
    ash: question(1, 'Ash one.') + question(2, 'Ash two.'),
    birch: `\n\n${question(1, 'Birch one.')}${question(2, 'Birch two, longer.')}`,
    oak: question(2, 'Oak two.') + question(1, 'Oak one.') + question(2, 'Oak two again.'),
    main: question(1, 'Main one.'),
  },
  {},
);

it('gives each report its own questions, whatever it shares with others', () => {
  const asked = cohort.members.map(({ group, asked, outcome: { summary } }) => [
    group,
    Object.fromEntries([...asked].map(([id, questions]) => [id, questions.map(({ words }) => words.count)])),
    [...asked].flatMap(([, questions]) => questions).every((one) => summary.questions.includes(one)),
  ]);
  expect(asked).toEqual([
    ['ash', { 1: [2], 2: [2] }, true],
    ['birch', { 1: [2], 2: [3] }, true],
    ['oak', { 1: [2], 2: [2, 3] }, true],
    ['main', { 1: [2] }, true],
  ]);
  const main = cohort.members.find(({ group }) => group === 'main');
  expect([main?.asked.has('1'), main?.asked.has('2'), main?.asked.get('2')]).toEqual([true, false, []]);
});

it('has equal prompts where only their lines differ', () => {
  const [ash, birch] = cohort.members.map(({ outcome: { summary } }) => summary.questions[0]?.prompt);
  expect(ash).toEqual({ text: '**Why number 1?**' });
  expect(birch).toEqual(ash);
});
