import { viewPage } from '../../render/views/page.js';
import type { SegmentView, SimilarPageView, SimilarPairView } from '../../render/views/similar.js';
import type { Segment, SimilarPair } from '../../similar/types.js';
import { type Cohort, type CohortQuestion, paths } from '../cohort.js';
import { nameInList } from '../short-names.js';

/**
 * Maximum number of pairs shown with their texts: more than anybody reads in one sitting, and still a page that opens
 * at once.
 */
export const maxShownPairs = 100;

/**
 * Makes the page of similar answers.
 *
 * @param similar All pairs; those that share most come first. Only those that are shown need their texts.
 */
export function viewSimilarPage(
  { site, members, questions, pages }: Cohort,
  similar: readonly SimilarPair[],
): SimilarPageView {
  const anchors = new Map(similar.slice(0, maxShownPairs).map((pair, index) => [pair, `pair-${index + 1}`]));
  const summary = summarize(similar, anchors, questions);
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
    groups: members.length,
    together: summary.length,
    summary: summary.slice(0, maxShownPairs).map(({ groups: [a, b], ...rest }) => ({
      names: [members[a]?.group ?? '', members[b]?.group ?? ''],
      ...rest,
    })),
    pairs: [...anchors].map(([pair, id]) => viewPair(pair, id, { members, questions })),
    more: similar.length - anchors.size,
  };
}

interface GroupPair {
  readonly groups: readonly [number, number];
  readonly questions: { readonly place: number; readonly short: string; readonly href: string }[];
  words: number;
}

/** Summarizes similar answers per pair of groups. */
function summarize(
  similar: readonly SimilarPair[],
  anchors: ReadonlyMap<SimilarPair, string>,
  questions: readonly CohortQuestion[],
): readonly GroupPair[] {
  const pairs = new Map<string, GroupPair>();
  for (const pair of similar) {
    const [{ group: a }, { group: b }] = pair.sides;
    const known = pairs.get(`${a} ${b}`) ?? { groups: [a, b], questions: [], words: 0 };
    pairs.set(`${a} ${b}`, known);
    const anchor = anchors.get(pair);
    const question = questions[pair.question];
    known.questions.push({
      place: pair.question,
      short: question ? nameInList(question) : 'whole report',
      href: anchor !== undefined ? `#${anchor}` : question ? paths.question(question.id) : paths.groups,
    });
    known.words += pair.words;
  }
  for (const pair of pairs.values()) pair.questions.sort((a, b) => a.place - b.place);
  return [...pairs.values()].sort((a, b) => b.words - a.words);
}

function viewPair(
  { question, words, sides }: SimilarPair,
  id: string,
  { members, questions }: Pick<Cohort, 'members' | 'questions'>,
): SimilarPairView {
  const asked = questions[question];
  return {
    id,
    question: asked ? { title: asked.label, href: paths.question(asked.id) } : null,
    words,
    passages: sides[0].segments.reduce((most, { shared }) => Math.max(most, shared ?? 0), 0),
    sides: sides.map(({ group, segments }) => {
      const member = members[group];
      const [answer] = (asked && member?.asked.get(asked.id)) ?? [];
      return {
        group: member?.group ?? '',
        href: (member?.href ?? '') + (answer ? `#${answer.id}` : ''),
        segments: viewSegments(segments),
      };
    }),
  };
}

function viewSegments(segments: readonly Segment[]): readonly SegmentView[] {
  const seen = new Set<number>();
  return segments.map(({ text, shared }) => {
    const begins = shared !== null && !seen.has(shared);
    if (shared !== null) seen.add(shared);
    return { text, shared, begins };
  });
}
