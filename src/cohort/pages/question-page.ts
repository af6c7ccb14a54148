import { weakOnce } from '../../model/weak-once.js';
import type { QuestionPageView } from '../../render/views/cohort.js';
import { viewPage } from '../../render/views/page.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import { type Part, splitIntoParts } from '../parts.js';
import { wordingsOf } from '../question-wordings.js';
import { gradingData } from './grading-data.js';
import { type CohortPage, type PagePart, pagesOfParts, titleOfPart } from './pager.js';
import {
  anchorOf,
  contentIn,
  type QuestionContents,
  type Reply,
  repliesTo,
  replyBytes,
  viewAnswer,
} from './question-answers.js';
import { type AskedQuestion, type ListedAnswers, type QuestionHead, viewHead } from './question-head.js';

/** A part of a question's page. */
export interface QuestionPage extends CohortPage<QuestionPageView, QuestionContents> {
  /** Lists the questions whose content it shows. */
  readonly shown: () => readonly AskedQuestion[];
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

function listAnswers({ members }: Cohort, { id }: CohortQuestion): ListedAnswers {
  const asked = members.filter((member) => member.asked.has(id));
  const wordings = wordingsOf(asked, id);
  const prompts = wordings.flatMap(({ groups: [member] }) => {
    const [first] = member?.asked.get(id) ?? [];
    return member && first ? [{ member, question: first }] : [];
  });
  return { asked, replies: repliesTo(id, asked), wordings, prompts };
}

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
          answers: shown.map((reply) => ({ anchor: anchorOf(reply), ...contentIn(reply.question, contents) })),
          parts:
            pager?.parts.map(({ href }, index) => {
              const { from, to } = parts[index] ?? { from: 0, to: 0 };
              return { href, answers: replies.slice(from, to).map(anchorOf) };
            }) ?? [],
        })
      : null,
  };
}

/** `Question 7` is written in lower case within a sentence. */
function nameInSentence(label: string): string {
  return /^Question \d/.test(label) ? `q${label.slice(1)}` : label;
}
