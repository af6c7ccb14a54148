import { compareKeys, type QuestionKey } from '../model/question-key.js';
import { type QuestionName, templateBase } from '../model/question-settings.js';
import type { Template } from '../parse/template/template.js';
import { wordsOf } from '../parse/text/similarity.js';
import type { CohortMember, ReadCohortEntry } from './entry.js';
import { type Edition, type MatchedQuestion, matchEditions } from './match-editions.js';
import { openQuestionsById } from './questions-by-id.js';
import { digestOf } from './short-hash.js';
import type { QuestionSummary } from './summary.js';

/** The questions of a cohort, and which of them each group was asked. */
export interface JoinedEditions {
  readonly members: readonly CohortMember[];
  /** Titles of the templates that reports fit, in the order of the configuration. */
  readonly templates: readonly string[];
  /** In display order. */
  readonly questions: readonly JoinedQuestion[];
}

/** A question of the cohort. */
export interface JoinedQuestion {
  /** Unique in the cohort. */
  readonly id: string;
  /** Its label, unique in the cohort: `Question 7`, `Part 2 · Question 1`, `Question 2 (2025)`. */
  readonly label: string;
  /** The title of the first edition that asks it: `2025`. */
  readonly edition: string;
  /** Its name in each edition that asks it, in the order of the editions. */
  readonly names: readonly QuestionName[];
}

/** An edition with the parts of its questions' labels. */
interface NamedEdition extends Edition {
  readonly title: string;
  /** The template's file name; undefined for questions that only a report has. */
  readonly template?: string;
  readonly labels: ReadonlyMap<QuestionKey, { readonly label: string; readonly section: string }>;
}

/**
 * Merges equal questions of all reports. Groups that use the same template were asked its questions; questions that a
 * report has beyond its template, and a report without one, form an edition of their own.
 *
 * @param templates In the order of the configuration.
 */
export function joinEditions(read: readonly ReadCohortEntry[], templates: readonly Template[]): JoinedEditions {
  const listed = usedTemplates(read, templates);
  const editions: NamedEdition[] = listed.map(editionOfTemplate);
  const own = new Map<ReadCohortEntry, number>();
  const readWords = rememberWords();
  // Reports with the same questions are one edition: they get the same ids, and are matched once.
  const known = new Map<string, number>();
  for (const entry of read) {
    const questions = ownQuestions(entry);
    if (questions.length === 0) continue;
    const digest = digestOf(questions);
    const index = known.get(digest) ?? editions.push(editionOfReport(entry.group, questions, readWords)) - 1;
    known.set(digest, index);
    own.set(entry, index);
  }
  const matched = matchEditions(editions);
  const ids = idsByEdition(matched, editions.length);
  const questionsById = openQuestionsById();
  const members = read.map((entry): CohortMember => {
    const { template } = entry.outcome;
    const ofTemplate = ids[listed.findIndex(({ name }) => name === template?.name)];
    const ofReport = ids[own.get(entry) ?? -1];
    const all = ofTemplate && ofReport ? new Map([...ofTemplate, ...ofReport]) : (ofTemplate ?? ofReport ?? new Map());
    return { ...entry, asked: questionsById(entry.outcome.summary.questions, all) };
  });
  const sorted = listed.length > 0 ? matched : [...matched].sort((a, b) => compareKeys(a.id, b.id));
  const titles = [...new Set(listed.map(({ name }) => templateBase(name)))];
  return { members, templates: titles, questions: nameQuestions(sorted, editions) };
}

/** The templates that reports fit, in the order of the configuration. */
function usedTemplates(read: readonly ReadCohortEntry[], templates: readonly Template[]): readonly Template[] {
  const used = new Map(read.flatMap(({ outcome: { template } }) => (template ? [[template.name, template]] : [])));
  const listed = templates.filter(({ name }) => used.delete(name));
  return [...listed, ...used.values()];
}

function editionOfTemplate({ name, questions }: Template): NamedEdition {
  return {
    ...namesOf(templateBase(name)),
    template: name,
    questions: [...questions.values()].map(({ key, words, prompt }) => ({
      key,
      words,
      example: wordsOf(prompt.example ?? ''),
    })),
    labels: new Map([...questions.values()].map(({ key, label, section }) => [key, { label, section }])),
  };
}

/** A question that a report's template lacks. */
interface OwnQuestion extends Pick<QuestionSummary, 'key' | 'label' | 'section'> {
  readonly text: string;
  readonly example: string;
}

/** The questions of a report that its template lacks, each key once. */
function ownQuestions({ outcome: { summary, template } }: ReadCohortEntry): readonly OwnQuestion[] {
  const questions = new Map<QuestionKey, OwnQuestion>();
  // Of several questions with one key, the last states the prompt.
  const prompts = new Map(summary.questions.map(({ key, prompt }) => [key, prompt] as const));
  for (const { key, label, section } of summary.questions) {
    if (template?.questions.has(key) || questions.has(key)) continue;
    const { text = '', example = '' } = prompts.get(key) ?? {};
    questions.set(key, { key, label, section, text, example });
  }
  return [...questions.values()];
}

/** Splits each text once: most groups have the same prompts. */
function rememberWords(): typeof wordsOf {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const words = known.get(text) ?? wordsOf(text);
    known.set(text, words);
    return words;
  };
}

function editionOfReport(group: string, questions: readonly OwnQuestion[], readWords: typeof wordsOf): NamedEdition {
  return {
    ...namesOf(group),
    questions: questions.map(({ key, text, example }) => ({
      key,
      words: readWords(text),
      example: readWords(example),
    })),
    labels: new Map(questions.map(({ key, label, section }) => [key, { label, section }])),
  };
}

function namesOf(title: string): Pick<NamedEdition, 'name' | 'title'> {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { title, name: name === '' ? 'other' : name };
}

function idsByEdition(
  matched: readonly MatchedQuestion[],
  editions: number,
): readonly ReadonlyMap<QuestionKey, string>[] {
  const ids = Array.from({ length: editions }, () => new Map<QuestionKey, string>());
  for (const { id, keys } of matched) for (const [edition, key] of keys) ids[edition]?.set(key, id);
  return ids;
}

/**
 * Labels as in the first edition: with the section if one edition has a label several times, with the edition if
 * several editions use it for different questions.
 */
function nameQuestions(
  matched: readonly MatchedQuestion[],
  editions: readonly NamedEdition[],
): readonly JoinedQuestion[] {
  const named = matched.map(({ id, keys }) => {
    const [index = -1, key = ''] = [...keys][0] ?? [];
    const { label, section } = editions[index]?.labels.get(key) ?? { label: id, section: '' };
    const names = [...keys].map(([at, key]): QuestionName => {
      const template = editions[at]?.template;
      return template === undefined ? { key } : { key, template };
    });
    return { id, index, label, section, edition: editions[index]?.title ?? '', names };
  });
  const bySection = disambiguate(named, {
    name: ({ index, label }) => `${index} ${label}`,
    longer: ({ label, section }) => (section === '' ? label : `${section} · ${label}`),
  });
  return disambiguate(bySection, {
    name: ({ label }) => label,
    longer: ({ label, edition }) => `${label} (${edition})`,
  });
}

interface Disambiguation<Named> {
  readonly name: (question: Named) => string;
  readonly longer: (question: Named) => string;
}

/** Gives questions with the same name a longer label. */
function disambiguate<Named extends { readonly label: string }>(
  questions: readonly Named[],
  { name, longer }: Disambiguation<Named>,
): readonly Named[] {
  const counts = new Map<string, number>();
  for (const question of questions) counts.set(name(question), (counts.get(name(question)) ?? 0) + 1);
  return questions.map((question) =>
    (counts.get(name(question)) ?? 0) > 1 ? { ...question, label: longer(question) } : question,
  );
}
