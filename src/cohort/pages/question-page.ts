import { countProblems } from '../../model/report-progress.js';
import { weakOnce } from '../../model/weak-once.js';
import { relocate } from '../../render/html/relocate.js';
import type { SafeHtml } from '../../render/safe-html.js';
import type { QuestionPageView } from '../../render/views/cohort.js';
import { type LinkView, type PageView, toRoot, viewPage } from '../../render/views/page.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import type { CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { type Part, splitIntoParts } from '../parts.js';
import { type Wording, wordingsOf } from '../question-wordings.js';
import { median } from '../statistics.js';
import type { QuestionSummary } from '../summary.js';
import { gradingData } from './grading-data.js';
import { type CohortPage, type PagePart, pagesOfParts, titleOfPart } from './pager.js';
import { anchorOf, type QuestionContents, type Reply, repliesTo, replyBytes, viewAnswer } from './question-answers.js';
import { linkQuestions } from './question-links.js';

/** A part of a question's page. */
export interface QuestionPage extends CohortPage<QuestionPageView, QuestionContents> {
  /** Lists the questions whose HTML it shows. */
  readonly shown: () => readonly AskedQuestion[];
}

/** A question of a report. */
export interface AskedQuestion {
  readonly member: CohortMember;
  readonly question: QuestionSummary;
}

/**
 * Makes the page of a question, in as many parts as it needs: every group's answer to it. Until a part is made, only its
 * place is in memory: all lists of all questions would be as large as the summaries.
 */
export function questionPages(cohort: Cohort, question: CohortQuestion): readonly QuestionPage[] {
  const listed = weakOnce(() => listAnswers(cohort, question));
  const { replies } = listed();
  const parts = splitIntoParts(replies.map(replyBytes), cohort.maxPartBytes);
  const groups = replies.map(({ member }) => member.group);
  return pagesOfParts(paths.question(question.id), { parts, groups }, (part) => ({
    path: part.path,
    shown: () => {
      const answers = listed();
      return [...answers.prompts, ...answers.replies.slice(part.from, part.to)];
    },
    view: (contents) => {
      const answers = listed();
      const head = viewHead(cohort, question, { ...answers, contents });
      return viewPart(cohort, question, { part, parts, replies: answers.replies, head, contents });
    },
  }));
}

interface ListedAnswers {
  /** The groups that were asked. */
  readonly asked: readonly CohortMember[];
  readonly replies: readonly Reply[];
  readonly wordings: readonly Wording[];
  /** A question with each of the wordings. */
  readonly prompts: readonly AskedQuestion[];
}

function listAnswers({ members }: Cohort, { id }: CohortQuestion): ListedAnswers {
  const asked = members.filter((member) => member.asked.has(id));
  const wordings = wordingsOf(asked, id);
  const prompts = wordings.flatMap(({ groups: [member] }) => {
    const [first] = member?.asked.get(id) ?? [];
    return member && first ? [{ member, question: first }] : [];
  });
  return { asked, replies: repliesTo(id, asked), wordings, prompts };
}

/** What all parts of a question's page have in common: it is about all answers. */
type QuestionHead = Omit<QuestionPageView, keyof PageView | 'pager' | 'answers' | 'unanswered' | 'gradingData'>;

interface QuestionPart {
  readonly part: PagePart;
  readonly parts: readonly Part[];
  readonly replies: readonly Reply[];
  readonly head: QuestionHead;
  readonly contents: QuestionContents;
}

function viewPart(
  cohort: Cohort,
  { id, label }: CohortQuestion,
  { part, parts, replies, head, contents }: QuestionPart,
): QuestionPageView {
  const { site, pages } = cohort;
  const { t } = site.language;
  const { path, pager } = part;
  const shown = replies.slice(part.from, part.to);
  const isMarked = site.audience === 'staff';
  const answers = shown.map((reply) => viewAnswer(reply, { path, contents, isMarked }));
  return {
    ...viewPage(site, {
      path,
      title: label,
      documentTitle: `${titleOfPart(label, part, t)} · ${site.title}`,
      description: t('answers.description', {
        question: nameInSentence(label),
        answered: head.answered,
        all: head.all,
      }),
      pages,
      section: paths.question(cohort.questions[0]?.id ?? id),
    }),
    ...head,
    // They are long, and the same for all parts.
    ...(part.number > 1 ? { otherWordings: [], notAsked: [] } : {}),
    pager,
    answers,
    unanswered: answers.filter(({ status }) => status !== 'answered').length,
    gradingData: isMarked
      ? gradingData(cohort, {
          answers: shown.map((reply) => ({ anchor: anchorOf(reply), ...reply.question })),
          parts:
            pager?.parts.map(({ href }, index) => {
              const { from, to } = parts[index] ?? { from: 0, to: 0 };
              return { href, answers: replies.slice(from, to).map(anchorOf) };
            }) ?? [],
        })
      : null,
  };
}

interface QuestionHeadInput extends ListedAnswers {
  readonly contents: QuestionContents;
}

function viewHead(
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

/** `Question 7` is written in lower case within a sentence. */
function nameInSentence(label: string): string {
  return /^Question \d/.test(label) ? `q${label.slice(1)}` : label;
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
  const content = question && contents.get(question);
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
