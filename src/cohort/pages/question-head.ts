import { countProblems } from '../../model/report-progress.js';
import { relocate } from '../../render/html/relocate.js';
import type { SafeHtml } from '../../render/safe-html.js';
import type { QuestionPageView } from '../../render/views/cohort.js';
import { type LinkView, type PageView, toRoot } from '../../render/views/page.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import type { CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import type { Wording } from '../question-wordings.js';
import { median } from '../statistics.js';
import type { QuestionSummary } from '../summary.js';
import { contentIn, type QuestionContents, type Reply } from './question-answers.js';
import { linkQuestions } from './question-links.js';

/** A question of a report. */
export interface AskedQuestion {
  readonly member: CohortMember;
  readonly question: QuestionSummary;
}

/** Every answer to a question, and what was asked. */
export interface ListedAnswers {
  /** The groups that were asked. */
  readonly asked: readonly CohortMember[];
  readonly replies: readonly Reply[];
  readonly wordings: readonly Wording[];
  /** A question with each of the wordings. */
  readonly prompts: readonly AskedQuestion[];
}

/** What all parts of a question's page have in common: it is about all answers. */
export type QuestionHead = Omit<QuestionPageView, keyof PageView | 'pager' | 'answers' | 'unanswered' | 'gradingData'>;

/** What the head is made of. */
export interface QuestionHeadInput extends ListedAnswers {
  readonly contents: QuestionContents;
}

/** Makes the data that all parts of a question's page share. */
export function viewHead(
  cohort: Cohort,
  { id, label, short, distinction }: CohortQuestion,
  { asked, replies, wordings, contents }: QuestionHeadInput,
): QuestionHead {
  const { members, templates } = cohort;
  const path = paths.question(id);
  const shown = replies.map(({ question }) => question);
  const answered = shown.filter(({ status }) => status === 'answered');
  const questions = linkQuestions(cohort, path);
  const place = questions.findIndex(({ current }) => current);
  return {
    id,
    short,
    distinction,
    title: label,
    ...viewWordings(wordings, { id, contents, templates }),
    templates: templatesOf(asked, templates),
    templateFilter: countTemplates(asked, templates),
    notAsked: members.filter((member) => !member.asked.has(id)).map((member) => linkTo(member, path)),
    questions,
    previous: questions[place - 1] ?? null,
    next: questions[place + 1] ?? null,
    all: replies.length,
    answered: answered.length,
    medianWords: Math.round(median(answered.map(({ words }) => words.count))),
    characters: viewCharacters(shown),
    asked: {
      words: mostCommon(shown.map(({ words }) => words.range)),
      figures: mostCommon(shown.map(({ figures }) => figures.range)),
    },
    problemCount: countProblems(replies.flatMap(({ problems }) => problems)),
  };
}

function viewCharacters(answers: readonly QuestionSummary[]): QuestionPageView['characters'] {
  const limited = answers.flatMap(({ status, characters }) => (characters ? [{ status, characters }] : []));
  if (limited.length === 0) return null;
  const counts = limited.filter(({ status }) => status === 'answered').map(({ characters }) => characters.count);
  return { median: Math.round(median(counts)), asked: mostCommon(limited.map(({ characters }) => characters.range)) };
}

/** The most frequent wording, and the others with their groups. */
function viewWordings(
  [main, ...others]: readonly Wording[],
  { id, contents, templates }: { id: string; contents: QuestionContents; templates: readonly string[] },
): Pick<QuestionPageView, 'prompt' | 'length' | 'example' | 'otherWordings'> {
  if (!main) return { prompt: null, length: null, example: null, otherWordings: [] };
  return {
    ...viewPrompt(main, { id, contents, anchor: 'question' }),
    otherWordings: others.map((wording, index) => ({
      ...viewPrompt(wording, { id, contents, anchor: `wording-${index + 2}` }),
      templates: templatesOf(wording.groups, templates),
      groups: wording.groups.length,
      names: wording.groups.slice(0, maxNames).map(({ group }) => group),
    })),
  };
}

/** Maximum number of groups named beside a wording. */
const maxNames = 5;

/** A prompt as the first group with its wording shows it. */
function viewPrompt(
  { prompt, groups: [first] }: Wording,
  { id, contents, anchor }: { id: string; contents: QuestionContents; anchor: string },
): Pick<QuestionPageView, 'prompt' | 'length' | 'example'> {
  const [question] = first?.asked.get(id) ?? [];
  const content = question && contentIn(question, contents);
  const move = (part: 'prompt' | 'example'): SafeHtml | null => {
    const html = content?.[part];
    return question && html
      ? relocate(html, { idPrefix: { from: `${question.id}-${part}`, to: `${anchor}-${part}` } })
      : null;
  };
  return { prompt: move('prompt'), length: prompt.length ?? null, example: move('example') };
}

/** The templates of some groups, in the order of the configuration. */
function templatesOf(members: readonly CohortMember[], templates: readonly string[]): readonly string[] {
  const used = new Set(members.map(templateOf));
  return templates.filter((title) => used.has(title));
}

function linkTo({ group, href }: CohortMember, path: string): LinkView {
  return { title: group, href: toRoot(path) + href };
}

/** The most frequent of the non-empty texts; the first of several. */
function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0] as const)[0];
}
