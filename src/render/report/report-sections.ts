import type { Diagnostic } from '../../model/diagnostic.js';
import { anchorOfKey, type QuestionKey } from '../../model/question-key.js';
import { questionLookup } from '../../model/question-lookup.js';
import { questionsOf, type Report } from '../../model/report.js';
import type { WordCounting } from '../../model/report-progress.js';
import type { Template } from '../../parse/template/template.js';
import type { SiteFacts } from '../views/page.js';
import type { ProblemView, SectionView } from '../views/report.js';
import type { PlaceOf } from './problem-places.js';
import {
  placeQuestion,
  type RenderExcerpt,
  type UnplacedQuestion,
  viewMissing,
  viewProblems,
  viewQuestion,
} from './report-question.js';

/** The input of {@link viewSections}. */
export interface SectionsInput {
  readonly report: Report;
  readonly template?: Template;
  readonly diagnostics: readonly Diagnostic[];
  readonly counting: WordCounting;
  readonly site: Pick<SiteFacts, 'language'>;
  readonly placeOf: PlaceOf;
  /** Renderers for answers, and for the text below a section's heading. */
  readonly answerHtml: RenderExcerpt;
  readonly introHtml: RenderExcerpt;
}

/** Makes the data of a report's sections, including the template's questions that the report lacks. */
export function viewSections(input: SectionsInput): readonly SectionView[] {
  const { report, diagnostics, counting, template, answerHtml: html, introHtml, site } = input;
  const { t } = site.language;
  const problems = problemsByQuestion(report, diagnostics);
  const problemsOf = (id: string): readonly ProblemView[] =>
    viewProblems(problems.get(id) ?? [], { placeOf: input.placeOf, beside: true });
  const sections = report.sections.map(
    ({ id, title, intro, questions }): UnplacedSection => ({
      id,
      title,
      intro: introHtml(intro?.markdown, id),
      questions: questions.map((question) =>
        viewQuestion(question, { html, counting, t, problems: problemsOf(question.id) }),
      ),
    }),
  );
  const missing = report.missing.flatMap((key) => template?.questions.get(key) ?? []);
  const complete = withMissing(
    sections,
    missing.map((question) => ({
      view: viewMissing(question, { html, t, problems: problemsOf(anchorOfKey(question.key)) }),
      section: question.section,
    })),
    [...(template?.questions.keys() ?? [])],
  );
  let place = 0;
  return complete.map((section) => ({
    ...section,
    questions: section.questions.map((question) => {
      place += 1;
      return placeQuestion(question, place);
    }),
  }));
}

type UnplacedSection = Omit<SectionView, 'questions'> & { readonly questions: readonly UnplacedQuestion[] };

/** Diagnostics by the anchor of their question; for duplicate keys the line decides. */
function problemsByQuestion(report: Report, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic[]> {
  const ownerOf = questionLookup(questionsOf(report));
  const problems = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.question === undefined) continue;
    const id = ownerOf(diagnostic)?.id ?? anchorOfKey(diagnostic.question);
    const known = problems.get(id);
    if (known) known.push(diagnostic);
    else problems.set(id, [diagnostic]);
  }
  return problems;
}

/** Inserts the template's questions that the report lacks: into their section, after the question before them. */
function withMissing(
  sections: readonly UnplacedSection[],
  missing: readonly { readonly view: UnplacedQuestion; readonly section: string }[],
  order: readonly QuestionKey[],
): readonly UnplacedSection[] {
  const positions = new Map(order.map((key, index) => [key, index]));
  const positionOf = ({ key }: UnplacedQuestion): number => positions.get(key) ?? Number.POSITIVE_INFINITY;
  return missing.reduce<readonly UnplacedSection[]>((result, { view, section }) => {
    const isBefore = (question: UnplacedQuestion): boolean => positionOf(question) < positionOf(view);
    const sameTitle = result.findIndex(({ title }) => title === section);
    const at =
      sameTitle >= 0
        ? sameTitle
        : Math.max(
            0,
            result.findLastIndex(({ questions }) => questions.some(isBefore)),
          );
    const target = result[at];
    if (!target) return [{ id: 'lost', title: section, intro: null, questions: [view] }];
    const place = target.questions.findLastIndex(isBefore) + 1;
    return result.with(at, { ...target, questions: target.questions.toSpliced(place, 0, view) });
  }, sections);
}
