import { greatest } from '../../model/extremes.js';
import { readableText } from '../../render/html/readable-text.js';
import { viewPage } from '../../render/views/page.js';
import type { SegmentView, SimilarPageView, SimilarPairView } from '../../render/views/similar.js';
import { findSimilarAnswers } from '../../similar/find-similar-answers.js';
import type { GroupAnswer, Segment, SimilarPair } from '../../similar/types.js';
import { type Cohort, paths } from '../cohort.js';
import { shownQuestions } from '../entry.js';

/** Pairs whose texts stand on the page: more than anybody reads in one sitting, and still a page that opens at once. */
const shownInFull = 100;

/** Turns all reports into what the page of similar answers shows. */
export function viewSimilarPage({ site, read, pages }: Cohort): SimilarPageView {
  const answers = read.flatMap(({ outcome }, group) => answersOf(shownQuestions(outcome), group));
  const given = new Set(read.flatMap(({ outcome }) => givenTexts(outcome.view)));
  const similar = findSimilarAnswers({ answers, given: [...given] });
  const anchors = new Map(similar.slice(0, shownInFull).map((pair, index) => [pair, `pair-${index + 1}`]));
  const summary = summarize(similar, anchors);
  const title = 'Similar answers';
  return {
    ...viewPage(site, {
      path: paths.similar,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: `Answers of different groups that share long passages: ${similar.length} pairs.`,
      pages,
    }),
    title,
    groups: read.length,
    together: summary.length,
    summary: summary.slice(0, shownInFull).map(({ groups: [a, b], ...rest }) => ({
      names: [read[a]?.group ?? '', read[b]?.group ?? ''],
      ...rest,
    })),
    pairs: [...anchors].map(([pair, id]) => viewPair(pair, id, read)),
    more: similar.length - anchors.size,
  };
}

type Questions = ReturnType<typeof shownQuestions>;

/** A group's readable answers; what it wrote under one number twice is one text. */
function answersOf(questions: Questions, group: number): readonly GroupAnswer[] {
  const texts = new Map<number, string[]>();
  for (const { number, status, answer } of questions) {
    if (status === 'answered') {
      const known = texts.get(number);
      if (known) known.push(readableText(answer));
      else texts.set(number, [readableText(answer)]);
    }
  }
  return [...texts].map(([question, parts]) => ({ group, question, text: parts.join('\n\n') }));
}

/** What groups did not write themselves. */
function givenTexts({ sections, preamble, checklist }: Cohort['read'][number]['outcome']['view']): readonly string[] {
  return [
    readableText(preamble),
    ...checklist.groups.flatMap(({ items }) => items.map(({ html }) => readableText(html))),
    ...sections.flatMap(({ title, intro, questions }) => [
      title,
      readableText(intro),
      ...questions.flatMap(({ prompt, length, example }) => [
        readableText(prompt),
        length ?? '',
        readableText(example),
      ]),
    ]),
  ].filter((text) => text !== '');
}

interface GroupPair {
  readonly groups: readonly [number, number];
  readonly questions: { readonly number: number; readonly href: string }[];
  words: number;
}

/** Two groups at a time, with the questions whose answers share something. */
function summarize(similar: readonly SimilarPair[], anchors: ReadonlyMap<SimilarPair, string>): readonly GroupPair[] {
  const pairs = new Map<string, GroupPair>();
  for (const pair of similar) {
    const [{ group: a }, { group: b }] = pair.sides;
    const known = pairs.get(`${a} ${b}`) ?? { groups: [a, b], questions: [], words: 0 };
    pairs.set(`${a} ${b}`, known);
    const anchor = anchors.get(pair);
    known.questions.push({
      number: pair.question,
      href: anchor === undefined ? paths.question(pair.question) : `#${anchor}`,
    });
    known.words += pair.words;
  }
  for (const { questions } of pairs.values()) questions.sort((a, b) => a.number - b.number);
  return [...pairs.values()].sort((a, b) => b.words - a.words);
}

function viewPair({ question, words, sides }: SimilarPair, id: string, read: Cohort['read']): SimilarPairView {
  return {
    id,
    question: { title: `Question ${question}`, href: paths.question(question) },
    words,
    passages: greatest(sides[0].segments.map(({ shared }) => shared ?? 0)) ?? 0,
    sides: sides.map(({ group, segments }) => {
      const entry = read[group];
      const anchor = entry && shownQuestions(entry.outcome).find(({ number }) => number === question)?.id;
      return {
        group: entry?.group ?? '',
        href: `${entry?.href ?? ''}#${anchor ?? ''}`,
        segments: viewSegments(segments),
      };
    }),
  };
}

function viewSegments(segments: readonly Segment[]): readonly SegmentView[] {
  const begun = new Set<number>();
  return segments.map(({ text, shared }) => {
    const begins = shared !== null && !begun.has(shared);
    if (shared !== null) begun.add(shared);
    return { text, shared, begins };
  });
}
