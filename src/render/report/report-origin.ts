import type { Audience } from '../../model/audience.js';
import type { CollectRecord } from '../../model/collected.js';
import { sourceLinks } from '../../model/source-links.js';
import type { OriginView } from '../views/report.js';

/** What a page says of the commit that it was made from; to the public no more than which it is. */
export function viewOrigin(record: CollectRecord | null, audience: Audience): OriginView | null {
  if (!record) return null;
  const links = sourceLinks(record);
  const { commit, committerDate, repository } = record;
  return {
    repository: repository.replace(/^https?:\/\//, '').replace(/\.git$/, ''),
    repositoryHref: links?.repository ?? null,
    commit,
    short: commit?.slice(0, 10) ?? null,
    commitHref: links?.commit ?? null,
    date: committerDate,
    notes: audience === 'public' ? [] : notesOn(record),
  };
}

function notesOn({
  chosen,
  deadline,
  laterCommits,
  laterDatesBefore,
  pushedAt,
  rewritten,
}: CollectRecord): readonly string[] {
  const isPushedLate = pushedAt !== null && deadline !== null && Date.parse(pushedAt) > Date.parse(deadline);
  return [
    ...(chosen === 'commit' ? ['This commit was chosen by hand.'] : []),
    ...(chosen === 'deadline' && deadline !== null ? [`The last one before the deadline, ${deadline}.`] : []),
    ...(laterCommits > 0 ? [`Later commits on the branch: ${laterCommits}.`] : []),
    ...(isPushedLate ? [`It was pushed after the deadline, at ${pushedAt}.`] : []),
    ...(laterDatesBefore > 0 ? [`Commits before it that are dated after the deadline: ${laterDatesBefore}.`] : []),
    ...(rewritten
      ? [
          `The history was rewritten: ${rewritten.commit.slice(0, 10)}, collected earlier, is kept at ${rewritten.keptAt}.`,
        ]
      : []),
  ];
}
