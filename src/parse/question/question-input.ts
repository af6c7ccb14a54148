import type { TemplateQuestion } from '../template/template.js';
import type { QuestionStart } from './question-start.js';
import type { ReadContext } from './read-side.js';

/** A question on its way into the model. */
export interface QuestionInput {
  readonly context: ReadContext;
  readonly start: QuestionStart;
  /** The first line (0-based) that belongs to whatever follows. */
  readonly end: number;
  readonly id: string;
  /** What the template says about the question. */
  readonly known?: TemplateQuestion;
  /** Of a template: what stands at the end of several questions, where their answers belong. */
  readonly shared?: ReadonlySet<string>;
}
