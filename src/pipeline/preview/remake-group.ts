import type { Config } from '../../config/config.js';
import type { FigureOptimizer, OptimizedFigure } from '../../figures/optimize.js';
import type { FigureRequest } from '../../figures/fetch/load-figure.js';
import type { Template } from '../../parse/template.js';
import { type BuiltGroup, type FailedGroup, finishGroup, type ReadGroup, readGroup } from '../group/build-group.js';
import type { ReportFolder } from '../load/discover-reports.js';
import { unlessBroken } from '../load/isolate-failure.js';
import { languagesOf } from '../site/page-context.js';

/** A group as it was last made, with what is needed to make it again more cheaply. */
export interface GroupState {
  readonly read: ReadGroup | FailedGroup;
  readonly built: BuiltGroup | FailedGroup;
  /** What its code is in. */
  readonly languages: readonly string[];
}

/** What groups are made with. */
export interface RemakeInput {
  readonly config: Config;
  readonly templates: readonly Template[];
  readonly optimizer: FigureOptimizer;
  readonly signal: AbortSignal;
}

/**
 * Makes a group anew after a change of its files.
 *
 * @param before the group before it, when only its README changed: its figures are then what they were
 */
export async function remakeGroup(
  source: ReportFolder,
  { config, templates, optimizer, signal }: RemakeInput,
  before?: GroupState,
): Promise<GroupState> {
  const read = await unlessBroken(source, signal, () => readGroup(source, config.root, templates));
  if ('failure' in read) return { read, built: read, languages: [] };
  const figures = before && 'figures' in before.built ? before.built.figures : undefined;
  const remembering = figures ? withMemory(optimizer, read, figures) : optimizer;
  const built = await unlessBroken(source, signal, () => finishGroup(read, config, remembering, signal));
  return { read, built, languages: languagesOf(built) };
}

/** An optimizer that is not asked again about figures that it was asked about before. */
function withMemory(
  optimizer: FigureOptimizer,
  { targets }: ReadGroup,
  figures: ReadonlyMap<string, OptimizedFigure>,
): FigureOptimizer {
  const known = new Map([...figures.values()].map((figure) => [keyOf(figure.outcome.target), figure]));
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
