import type { FigureRequest } from '../../figures/fetch/load-figure.js';
import type { FigureOptimizer, OptimizedFigure } from '../../figures/optimize.js';
import type { PreparedGroup } from '../group/prepare-group.js';
import { type PrepareTask, prepareGroup } from '../group/prepare-group.js';
import { type FailedGroup, isolateFailure } from '../load/isolate-failure.js';
import type { ReadGroup } from '../load/load-reports.js';

/** A group’s last build, with what a rebuild can reuse. */
export interface GroupState {
  readonly read: ReadGroup | FailedGroup;
  readonly prepared: PreparedGroup | FailedGroup;
}

/**
 * Prepares a group anew after a change of its files.
 *
 * @param before the last build, when only the README changed: its figures are reused
 */
export async function remakeGroup(read: ReadGroup, task: PrepareTask, before?: GroupState): Promise<GroupState> {
  const figures = before && 'figures' in before.prepared ? before.prepared.figures : undefined;
  const optimizer = figures ? withMemory(task.optimizer, read, figures) : task.optimizer;
  const prepared = await isolateFailure(read.source, task.signal, () => prepareGroup(read, { ...task, optimizer }));
  return { read, prepared };
}

/** The state of a group that failed. */
export function failedState(failed: FailedGroup): GroupState {
  return { read: failed, prepared: failed };
}

/** An optimizer that returns figures of the last build without asking the real one. */
function withMemory(
  optimizer: FigureOptimizer,
  { targets }: ReadGroup,
  figures: ReadonlyMap<string, OptimizedFigure>,
): FigureOptimizer {
  const final = [...figures.values()].filter(({ outcome }) => !('failure' in outcome && outcome.provisional));
  const known = new Map(final.map((figure) => [keyOf(figure.outcome.target), figure]));
  const wanted = new Set([...targets.values()].map(keyOf));
  return {
    ...optimizer,
    optimize: async (request) => {
      const key = keyOf(request.target);
      const figure = wanted.has(key) ? known.get(key) : undefined;
      return figure ?? optimizer.optimize(request);
    },
  };
}

function keyOf(target: FigureRequest['target']): string {
  return JSON.stringify(target);
}
