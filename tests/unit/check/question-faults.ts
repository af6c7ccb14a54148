import type { RuleName } from '../../../src/model/diagnostic.js';
import { addFigure, type Draft, type DraftQuestion, questionOf, toLine } from './clean-report.js';
import { placeholderOf } from './course.js';
import { atIndex, type Fault, firstLine, insertBlock, type Pick, sayMany } from './fault.js';

/** A question with a valid answer. */
function another(draft: Draft, index: number): DraftQuestion {
  const question: DraftQuestion = { ...questionOf(index), section: [] };
  question.blocks.push({ kind: 'paragraph', lines: sayMany(draft, 4).map(toLine) });
  if (index === 1 || index === 3) addFigure(draft, question);
  return question;
}

function writeAnyPlaceholder(pick: Pick): string {
  const text = placeholderOf(pick([1, 3, 8, 31]));
  return pick([text, text, `\`\`\`${text}\`\`\``, `  ${text}  `, text.replace('question', 'Question')]);
}

export const questionFaults: Partial<Record<RuleName, Fault>> = {
  'answer-missing': (draft, pick) => {
    const question = pick(draft.questions);
    const left = pick([[], [''], [writeAnyPlaceholder(pick)], ['---', '', writeAnyPlaceholder(pick), '---']]);
    const lines = left.map(toLine);
    question.blocks = lines.length === 0 ? [] : [{ kind: 'other', lines }];
    return lines.find(({ text }) => text.includes('fill here')) ?? question.heading;
  },
  'answer-placeholder': (draft, pick) => {
    const question = pick(draft.questions);
    const text = writeAnyPlaceholder(pick);
    const place = pick(['block', 'item', 'above', 'below', 'before', 'behind']);
    const first = question.blocks[0]?.lines ?? [];
    if (place === 'block') return insertBlock(question, [text], pick)[0] ?? 0;
    if (place === 'item') return insertBlock(question, [`- ${placeholderOf(2)}`, '- x'], pick)[0] ?? 0;
    const line = pick(first);
    if (place === 'before') line.text = `${text}${line.text}`;
    if (place === 'behind') line.text = `${line.text} ${placeholderOf(3)}`;
    if (place === 'before' || place === 'behind') return line;
    const own = toLine(text);
    first.splice(place === 'above' ? 0 : first.length, 0, own);
    return own;
  },
  'answer-too-short': (draft, pick) => {
    const question = pick(atIndex(draft, 0, 3, 7));
    const figures = question.blocks.filter(({ kind }) => kind === 'figure');
    question.blocks = [
      { kind: 'paragraph', lines: [toLine(pick(['Short.', '`code` only', '- a\n- b', '1 < 2']))] },
      ...figures,
    ];
    return firstLine(question);
  },
  'answer-too-long': (draft, pick) => {
    const question = pick(atIndex(draft, 0, 3, 5, 7));
    insertBlock(question, sayMany(draft, 80), pick);
    return firstLine(question);
  },
  'question-missing': (draft, pick) => {
    const position = pick(draft.questions.map((_, index) => index));
    const [gone] = draft.questions.splice(position, 1);
    // The section heading is valid and stays with the following question.
    draft.questions[position]?.section.unshift(...(gone?.section ?? []));
    return draft.questions[position - 1]?.heading ?? 1;
  },
  'question-duplicate': (draft, pick) => {
    const original = pick(draft.questions);
    const copy = another(draft, original.index);
    copy.heading = toLine(
      `${pick(['### ', '## ', '##### ', '**'])}Question ${original.index + 1}${pick(['', '', ' (Ada)', ':'])}`,
    );
    if (copy.heading.text.startsWith('**')) copy.heading.text += '**';
    if (pick([false, false, true])) {
      copy.prompt = [];
      copy.heading = questionOf(original.index).heading;
    }
    const position = pick(draft.questions.map((_, index) => index + 1));
    draft.questions.splice(position, 0, copy);
    return position > draft.questions.indexOf(original) ? copy.heading : original.heading;
  },
  'question-unknown': (draft, pick) => {
    const question = another(draft, 4);
    question.heading = toLine(`### Question ${pick([9, 12, 40, 0])}${pick(['', ' (Ada)', '.'])}`);
    question.prompt = pick([[], ['> **Is there anything that we forgot to ask?**']]).map(toLine);
    draft.questions.splice(pick(draft.questions.map((_, index) => index + 1)), 0, question);
    return question.heading;
  },
  'prompt-changed': (draft, pick) => {
    const kind = pick(['reworded', 'shortened', 'lengthened', 'another template']);
    if (kind === 'another template') {
      // Without a template, the sample figure above cannot be recognised as the template's.
      for (const line of draft.head) line.text = line.text.replace(/^!.*/, '');
      for (const { prompt } of draft.questions.slice(0, 3))
        prompt.splice(0, 1, toLine('> **Entirely different words.**'));
      return 1;
    }
    const { prompt } = pick(draft.questions);
    const [first] = prompt;
    if (!first) throw new Error('a question without a prompt');
    const words = first.text.split(' ');
    if (kind === 'reworded') words.splice(2, 5, 'Something', 'else', 'is', 'meant', 'now');
    else if (kind === 'shortened') words.splice(2, 7);
    else words.splice(-1, 0, 'Moreover', 'we', 'want', 'you', 'to', 'answer', 'one', 'more', 'thing.');
    first.text = words.join(' ');
    return first;
  },
  'checklist-changed': (draft, pick) => {
    const position = pick(draft.items.map((_, index) => index));
    const item = draft.items[position] ?? [];
    const kind = pick(['removed', 'added', 'reworded', 'twice']);
    if (kind === 'removed') {
      draft.items.splice(position, 1);
      return draft.items[Math.max(0, position - 1)]?.[0] ?? 1;
    }
    if (kind === 'added') {
      const own = toLine(pick(['* [x] Bring cake for everybody', '* [ ] Order spare parts (L9)']));
      draft.items.splice(position, 0, [own]);
      return own;
    }
    if (kind === 'twice') {
      const copy = item.map(({ text }) => toLine(text));
      draft.items.splice(position + 1, 0, copy);
      return copy[0] ?? 1;
    }
    const [line] = item;
    if (!line) throw new Error('an empty item');
    line.text = line.text.replace(/(\] \S+ )\S+ (\S+)/, (_, start: string) => `${start}quickly yonder`);
    return line;
  },
};
