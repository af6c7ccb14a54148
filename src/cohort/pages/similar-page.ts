import { viewPage } from '../../render/views/page.js';
import type { SegmentView, SimilarPageView, SimilarPairView } from '../../render/views/similar.js';
import type { GroupPair, SimilarPairs } from '../../similar/collect-pairs.js';
import type { Segment, SimilarPair } from '../../similar/types.js';
import type { Language } from '../../words/language.js';
import { type Cohort, paths } from '../cohort.js';
import { nameInList } from '../short-names.js';

/**
 * Maximum number of pairs shown with their texts: more than anybody reads in one sitting, and still a page that opens
 * at once.
 */
export const maxShownPairs = 100;

/** Makes the page of similar answers. */
export function viewSimilarPage(
  { site, members, questions, pages }: Cohort,
  { count, best, together, groups }: SimilarPairs,
): SimilarPageView {
  const anchors = new Map(best.map((pair, index) => [keyOf(pair), `pair-${index + 1}`]));
  const { t } = site.language;
  const title = t('similar.title');
  return {
    ...viewPage(site, {
      path: paths.similar,
      title,
      documentTitle: `${title} · ${site.title}`,
      description: t('similar.description', { count }),
      pages,
    }),
    title,
    groups: members.length,
    together,
    summary: groups.map((pair) => viewGroups(pair, { members, questions, anchors, t })),
    pairs: best.map((pair, index) => viewPair(pair, `pair-${index + 1}`, { members, questions })),
    more: count - best.length,
  };
}

function keyOf({ question, sides: [a, b] }: SimilarPair): string {
  return `${question} ${a.group} ${b.group}`;
}

/** The similar answers of two groups. */
function viewGroups(
  { groups: [a, b], questions: shared, words }: GroupPair,
  {
    members,
    questions,
    anchors,
    t,
  }: Pick<Cohort, 'members' | 'questions'> & {
    readonly anchors: ReadonlyMap<string, string>;
    readonly t: Language['t'];
  },
): SimilarPageView['summary'][number] {
  return {
    names: [members[a]?.group ?? '', members[b]?.group ?? ''],
    questions: shared.map((place) => {
      const question = questions[place];
      const anchor = anchors.get(`${place} ${a} ${b}`);
      return {
        short: question ? nameInList(question) : t('similar.wholeReport'),
        href: anchor !== undefined ? `#${anchor}` : question ? paths.question(question.id) : paths.groups,
      };
    }),
    words,
  };
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
