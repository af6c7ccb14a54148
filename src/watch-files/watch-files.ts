import { existsSync } from 'node:fs';
import path from 'node:path';
import { pollTree } from './poll-tree.js';
import { createRelevance, type Relevance, type Watched } from './relevance.js';
import { createScheduler, type Scheduler } from './scheduler.js';
import { watchTree } from './watch-tree.js';

/** How changes are told. */
export interface WatchOptions {
  /** The folder in which the work is done, absolute. It stays where it is. */
  readonly root: string;
  /**
   * Acts on changes. Is not called again before it has ended, and must not fail.
   *
   * @param paths absolute: files that changed, came or went, and folders in which anything may have
   */
  onBatch(paths: ReadonlySet<string>): Promise<void>;
  /** Hears of what makes watching slower than it should be: a sentence, and one that says what to do. */
  onNote(message: string, advice: string): void;
  /** Looks at the files again and again instead of being told by the system. */
  readonly poll?: boolean;
}

/** Watches files. */
export interface FileWatcher {
  /** Watches these from now on, and nothing else. When it is done, no later change of them goes untold. */
  watch(watched: Watched): Promise<void>;
  /** Ends it, and forgets what has not been told. */
  close(): void;
}

/** Milliseconds: editors save in several steps that take less than the first, a branch switch is told by the second. */
const quiet = 20;
const longest = 200;

/** Tells of changes in batches, one at a time. */
export function createWatcher({ root, onBatch, onNote, poll = false }: WatchOptions): FileWatcher {
  const scheduler = createScheduler({ quiet, longest, run: onBatch });
  const state: State = { root, scheduler, onNote, polling: poll, round: 0, end: () => undefined };
  return {
    watch: (watched) => begin(state, watched),
    close: () => {
      state.round += 1;
      state.end();
      scheduler.close();
    },
  };
}

interface State {
  readonly root: string;
  readonly scheduler: Scheduler;
  readonly onNote: WatchOptions['onNote'];
  polling: boolean;
  /** Counts what was begun: what an earlier round comes to is of no use. */
  round: number;
  end(): void;
}

async function begin(state: State, watched: Watched): Promise<void> {
  state.round += 1;
  const { round, scheduler } = state;
  const relevance = createRelevance(watched);
  const told = state.polling ? undefined : listen(state, watched, relevance);
  // The system may have told no more than that it tells nothing.
  const end = told && !state.polling ? told : await pollTree(relevance, watched.targets, scheduler.add);
  if (round !== state.round) return end();
  // The old ends after the new has begun, so that nothing falls between them.
  state.end();
  state.end = end;
}

function listen(state: State, watched: Watched, relevance: Relevance): () => void {
  let begun = false;
  const end = watchTree(relevance, startsFor(watched.targets, state.root), {
    onPath: state.scheduler.add,
    onExhausted: (code) => {
      state.polling = true;
      state.onNote(
        `The system lets no more folders be watched (${code}): files are looked at again and again instead, which is slower.`,
        code === 'ENOSPC'
          ? 'On Linux, raise the limit: `sudo sysctl fs.inotify.max_user_watches=524288`.'
          : 'Close other programs that watch files, or raise `fs.inotify.max_user_instances` and the limit of open files.',
      );
      if (begun) void lookInstead(state, watched);
    },
  });
  begun = true;
  return end;
}

/** What changed until the first look is not known: everything may have. */
async function lookInstead(state: State, watched: Watched): Promise<void> {
  await begin(state, watched);
  for (const target of watched.targets) state.scheduler.add(target);
}

/** Folders that stay while what lies in them comes and goes: a branch switch takes whole folders away. */
function startsFor(targets: readonly string[], root: string): readonly string[] {
  return [
    ...new Set(targets.map((target) => (isIn(root, target) ? root : existing(path.dirname(path.dirname(target)))))),
  ];
}

function isIn(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

function existing(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : existing(path.dirname(folder));
}
