import type { FigureOptions } from '../../figures/encode/recipe.js';
import { inspectFigure } from '../../figures/inspect/inspect-figure.js';
import type { FigureOutcome, FigureTarget } from '../../model/figure.js';

/** The figures of one report, and the limits that they are held against. */
export interface FiguresToCheck {
  /** Absolute path of the report's folder. */
  readonly folder: string;
  /** By address as written. */
  readonly targets: ReadonlyMap<string, FigureTarget>;
  readonly options: FigureOptions;
  readonly signal: AbortSignal;
}

/**
 * Finds out which figures could not be shown, without preparing any and without the network. One after the other: a
 * figure may have many megabytes, and reports are checked side by side.
 */
export async function checkFigures({
  folder,
  targets,
  options,
  signal,
}: FiguresToCheck): Promise<ReadonlyMap<string, FigureOutcome>> {
  const files = new Map<string, Trouble>();
  const outcomes = new Map<string, FigureOutcome>();
  for (const [href, target] of targets) {
    signal.throwIfAborted();
    if (target.kind !== 'local') {
      outcomes.set(href, { target, ...notPrepared });
      continue;
    }
    const trouble =
      files.get(target.path) ?? (await inspectFigure({ folder, path: target.path }, options)) ?? notPrepared;
    files.set(target.path, trouble);
    outcomes.set(href, { target, ...trouble });
  }
  return outcomes;
}

type Trouble = Pick<Extract<FigureOutcome, { failure: string }>, 'failure' | 'reason'>;

/** What a check says of every figure that it has nothing to say against. */
const notPrepared: Trouble = { failure: 'absent', reason: 'A check prepares no figures.' };
