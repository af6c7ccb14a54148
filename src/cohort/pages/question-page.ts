import { countProblems } from '../../model/report-progress.js';
import { relocate } from '../../render/html/relocate.js';
import type { SafeHtml } from '../../render/safe-html.js';
import type { QuestionPageView } from '../../render/views/cohort.js';
import { type LinkView, type PageView, toRoot, viewPage } from '../../render/views/page.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import type { CohortMember } from '../entry.js';
import { countTemplates, templateOf } from '../group-templates.js';
import { splitIntoParts } from '../parts.js';
import { type Wording, wordingsOf } from '../question-wordings.js';
import { median } from '../statistics.js';
import type { QuestionSummary } from '../summary.js';
import { gradingData } from './grading-data.js';
import { type CohortPage, type PagePart, pagesOfParts, titleOfPart } from './pager.js';
import { anchorOf, type QuestionContents, type Reply, repliesTo, replyBytes, viewAnswer } from './question-answers.js';
import { linkQuestions } from './question-links.js';

/** A part of a question's page. */
export interface QuestionPage extends CohortPage<QuestionPageView, QuestionContents> {
  /** The questions whose HTML it shows. */
  readonly shown: readonly AskedQuestion[];
}

/** A question of a report. */
export interface AskedQuestion {
  readonly member: CohortMember;
  readonly question: QuestionSummary;
}

/** Makes the page of a question, in as many parts as it needs: every group's answer to it. */
export function questionPages(cohort: Cohort, question: CohortQuestion): readonly QuestionPage[] {
  const { id } = question;
  const asked = cohort.members.filter((member) => member.asked.has(id));
  const replies = repliesTo(id, asked);
  const parts = splitIntoParts(replies.map(replyBytes), cohort.maxPartBytes);
  const anchors = parts.map(({ from, to }) => replies.slice(from, to).map(anchorOf));
  const wordings = wordingsOf(asked, id);
  const prompts = wordings.flatMap(({ groups: [member] }) => {
    const [first] = member?.asked.get(id) ?? [];
    return member && first ? [{ member, question: first }] : [];
  });
  return pagesOfParts(paths.question(id), { parts, groups: replies.map(({ member }) => member.group) }, (part) => ({
    path: part.path,
    shown: [...prompts, ...replies.slice(part.from, part.to)],
    view: (contents) => {
      const head = viewHead(cohort, question, { asked, replies, wordings, contents });
      return viewPart(cohort, question, { part, replies, anchors, head, contents });
    },
  }));
}

/** What all parts of a question's page have in common: it is about all answers. */
type QuestionHead = Omit<QuestionPageView, keyof PageView | 'pager' | 'answers' | 'unanswered' | 'gradingData'>;

interface QuestionPart {
  readonly part: PagePart;
  readonly replies: readonly Reply[];
  /** The anchors of the answers in each part. */
  readonly anchors: readonly (readonly string[])[];
  readonly head: QuestionHead;
  readonly contents: QuestionContents;
}

function viewPart(
  cohort: Cohort,
  { id, label }: CohortQuestion,
  { part, replies, anchors, head, contents }: QuestionPart,
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
          parts: pager?.parts.map(({ href }, index) => ({ href, answers: anchors[index] ?? [] })) ?? [],
        })
      : null,
  };
}

interface QuestionHeadInput {
  readonly asked: readonly CohortMember[];
  readonly replies: readonly Reply[];
  readonly wordings: readonly Wording[];
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
