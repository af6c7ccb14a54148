import type { Rule } from './rule.js';
import { answerMissing, answerPlaceholder, answerTooLong, answerTooShort } from './rules/answers.js';
import { checklistChanged } from './rules/checklist-changed.js';
import { figureCount } from './rules/figure-count.js';
import {
  figureAlt,
  figureLinked,
  figureMissingFile,
  figureOutsideReport,
  figurePath,
  figureRemote,
  figureUnreadable,
} from './rules/figures.js';
import { linkBroken } from './rules/link-broken.js';
import {
  fenceUnclosed,
  figureUndrawn,
  formulaUnreadable,
  htmlRemoved,
  listIndented,
  reportTooLarge,
} from './rules/parsed.js';
import { promptChanged } from './rules/prompt-changed.js';
import { questionDuplicate, questionMissing, questionUnknown } from './rules/questions.js';
import { recordDamaged } from './rules/record-damaged.js';
import { textRepeated } from './rules/text-repeated.js';
import { textTodo } from './rules/text-todo.js';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  answerMissing,
  answerPlaceholder,
  answerTooShort,
  answerTooLong,
  figureCount,
  figureMissingFile,
  figureUnreadable,
  figureOutsideReport,
  figurePath,
  figureRemote,
  figureLinked,
  figureAlt,
  figureUndrawn,
  questionMissing,
  questionDuplicate,
  questionUnknown,
  promptChanged,
  checklistChanged,
  textTodo,
  textRepeated,
  htmlRemoved,
  fenceUnclosed,
  listIndented,
  linkBroken,
  formulaUnreadable,
  reportTooLarge,
  recordDamaged,
];
