import type { OptimizedFigure } from '../../figures/optimize.js';
import type { FigureTotals } from '../build-result.js';
import type { GroupFigures } from './group-output.js';

/** Counts the distinct figures of a report, by address as written. A file that is referred to in several ways counts once. */
export function countFigures(figures: ReadonlyMap<string, OptimizedFigure>): GroupFigures {
  const totals = { total: 0, failed: 0, sourceBytes: 0, outputBytes: 0 };
  for (const { outcome } of distinctFigures(figures)) {
    totals.total += 1;
    if (!('asset' in outcome)) {
      totals.failed += 1;
      continue;
    }
    totals.sourceBytes += outcome.asset.sourceBytes;
    totals.outputBytes += outcome.asset.variants.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  return totals;
}

function distinctFigures(figures: ReadonlyMap<string, OptimizedFigure>): Iterable<OptimizedFigure> {
  const byTarget = new Map<string, OptimizedFigure>();
  for (const [href, figure] of figures) {
    const { target } = figure.outcome;
    const isFound = target.kind === 'local' || target.kind === 'remote';
    byTarget.set(isFound ? JSON.stringify(target) : `${target.kind} ${href}`, figure);
  }
  return byTarget.values();
}

/** Adds the figures of reports that were not made in this run, as its cache hits. */
export function addFigures(made: FigureTotals, known: readonly { readonly figures: GroupFigures }[]): FigureTotals {
  const totals = { ...made };
  for (const { figures } of known) {
    totals.total += figures.total;
    totals.cached += figures.total - figures.failed;
    totals.failed += figures.failed;
    totals.sourceBytes += figures.sourceBytes;
    totals.outputBytes += figures.outputBytes;
  }
  return totals;
}

/** No figures at all. */
export const noFigures: FigureTotals = { total: 0, encoded: 0, cached: 0, failed: 0, sourceBytes: 0, outputBytes: 0 };
