/**
 * Mutation test: random templates, and reports made from them by random edits. No question is lost or invented, and no
 * word of an answer.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsOf } from '../../../src/model/report.js';
import { searchOf } from '../../support/long-tests.js';
import { type Asked, parseWith, templateOf, write } from './templates.js';

/** `HANDIN_LONG_TESTS=1 SEED=7` tries more cases, and others. */
const runs = searchOf(40, 250);
/** Timeout in milliseconds, on a busy machine. */
const patience = 120_000;

/** Prompts in several languages; no two are similar enough to be confused. */
const prompts: readonly string[] = [
  'Where did you hang the line, and who held the ladder meanwhile?',
  'Which knots slipped during the first night? At least 3 words.',
  'Forklar hvordan vægten blev aflæst uden at nogen rørte den. Mindst 3 ord.',
  'Nennen Sie jeden Luftzug in der Halle. Mindestens 3 Wörter.',
  'Comparez la cire et la craie sur la pierre, au moins 3 mots.',
  'Zou je hem opnieuw bouwen met ander materiaal? Minstens 3 woorden.',
  '¿Qué aprendieron del segundo intento con el plomo? Al menos 3 palabras.',
  'Quanto tempo è durata la prova nella torre? Almeno 3 parole.',
];

/** Headings by index, from 0. */
const numberings: Readonly<Record<string, (index: number) => string>> = {
  'Question 1': (index) => `Question ${index + 1}`,
  'Opgave 1a': (index) => `Opgave ${Math.floor(index / 2) + 1}${'ab'[index % 2]}`,
  'Exercise 1.2': (index) => `Exercise ${Math.floor(index / 3) + 1}.${(index % 3) + 1}`,
  '1.': (index) => `${index + 1}. Topic`,
  第1题: (index) => `第${index + 1}题`,
  'two words': (index) => `${index % 2 === 0 ? 'Opdracht' : 'Vraag'} ${Math.floor(index / 2) + 1}`,
  restarting: (index) => `Problem ${(index % 2) + 1}`,
  titles: (index) => ['Ladder', 'Knots', 'Vægt', 'Luftzug', 'Cire', 'Materiaal', 'Plomo', 'Torre'][index] ?? 'More',
};

const places = ['--- answer here ---', '_write here_', '<!-- your answer -->', '...', '[your text]'];

interface Course {
  readonly asked: readonly Asked[];
  readonly numbering: string;
  readonly quoted: boolean;
}

const courses: fc.Arbitrary<Course> = fc
  .record({
    numbering: fc.constantFrom(...Object.keys(numberings)),
    count: fc.integer({ min: 2, max: prompts.length }),
    order: fc.shuffledSubarray([...prompts.keys()], { minLength: prompts.length }),
    quoted: fc.boolean(),
    place: fc.constantFrom(...places),
    level: fc.constantFrom('##', '###'),
  })
  .map(({ numbering, count, order, quoted, place, level }) => ({
    numbering,
    quoted,
    asked: order.slice(0, count).map((prompt, index): Asked => {
      const restarts = numbering === 'restarting' && index % 2 === 0;
      return {
        heading: `${restarts || numbering === 'restarting' ? '###' : level} ${numberings[numbering]?.(index)}`,
        prompt: `${quoted ? '> ' : ''}${prompts[prompt]}`,
        place,
        ...(restarts ? { part: `## Part ${'ABCD'[index / 2]}` } : {}),
      };
    }),
  }));

/** Edits that a group may make to a question. */
type Edit =
  | 'none'
  | 'no prompt'
  | 'no question'
  | 'unanswered'
  | 'placeholder left'
  | 'heading inside'
  | 'prompt touched';

const edits: fc.Arbitrary<Edit> = fc.constantFrom(
  'none',
  'none',
  'no prompt',
  'no question',
  'unanswered',
  'placeholder left',
  'heading inside',
  'prompt touched',
);

/** Unique words that are in no prompt, to trace where they end up. */
function answerOf(index: number, edit: Edit): string {
  const words = `alpha${index} beta${index} gamma${index}`;
  return edit === 'heading inside' ? `${words}\n\n#### Heading${index}\n\ndelta${index} epsilon${index}` : words;
}

interface Draft {
  readonly asked: Asked;
  readonly index: number;
  readonly edit: Edit;
}

function written({ asked, index, edit }: Draft): { readonly asked: Asked; readonly answer: string | undefined } {
  const answer = answerOf(index, edit);
  if (edit === 'unanswered') return { asked, answer: undefined };
  if (edit === 'placeholder left') return { asked, answer: `${asked.place}\n\n${answer}` };
  if (edit === 'no prompt') return { asked: { ...asked, prompt: '' }, answer };
  if (edit === 'prompt touched') return { asked: { ...asked, prompt: `${asked.prompt} Please.` }, answer };
  return { asked, answer };
}

describe('a report made from a template by edits', () => {
  it(
    'keeps every question that is there, misses those that are not, and gives each answer to its own',
    () => {
      fc.assert(
        fc.property(
          courses,
          fc.array(edits, { minLength: prompts.length, maxLength: prompts.length }),
          fc.boolean(),
          ({ asked, numbering }, chosen, reversed) => {
            const template = templateOf(asked);
            const keys = [...template.questions.keys()];
            expect(keys).toHaveLength(asked.length);
            const drafts = asked
              .map((question, index): Draft => ({ asked: question, index, edit: chosen[index] ?? 'none' }))
              .filter(({ edit }) => edit !== 'no question');
            // The order of parts is kept: without headings and prompts nothing else distinguishes their questions.
            const ordered = reversed && numbering !== 'restarting' ? drafts.reverse() : drafts;
            const parts = ordered.map(written);
            const text = write(
              parts.map((part) => part.asked),
              parts.map(({ answer }) => answer),
            );
            const held = ordered.map(({ index }) => keys[index]);
            // Too little may be left to recognise the template: then the report is parsed without it.
            const { report } = parseWith(text, [template]);
            if (report.template?.fits !== true) {
              expect(ordered.filter(({ edit }) => edit !== 'no prompt').length, text).toBeLessThan(asked.length * 0.6);
              return;
            }
            const questions = questionsOf(report);
            expect(
              questions.map(({ key }) => key),
              text,
            ).toEqual(held);
            expect([...report.missing].sort(), text).toEqual(keys.filter((key) => !held.includes(key)).sort());
            const expected = ordered.map(({ index, edit }) => (edit === 'unanswered' ? '' : answerOf(index, edit)));
            expect(
              questions.map(({ answer }) => answer.markdown),
              text,
            ).toEqual(expected);
            expect(
              questions.map(({ answer }) => answer.status),
              text,
            ).toEqual(ordered.map(({ edit }) => (edit === 'unanswered' ? 'placeholder' : 'answered')));
          },
        ),
        runs,
      );
    },
    patience,
  );
});
