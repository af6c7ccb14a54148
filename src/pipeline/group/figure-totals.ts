import type { OptimizedFigure } from '../../figures/optimize.js';
import type { FigureTotals } from '../build-result.js';
import type { RenderedReport } from './render-group.js';

/** Counts the figures of reports that were not made in this run, as its cache hits. */
export function figureTotals(groups: readonly RenderedReport[]): FigureTotals {
  const totals = { total: 0, encoded: 0, cached: 0, failed: 0, sourceBytes: 0, outputBytes: 0 };
  for (const group of groups)
    for (const { outcome } of distinctFigures(group)) {
      totals.total += 1;
      if (!('asset' in outcome)) {
        totals.failed += 1;
        continue;
      }
      totals.cached += 1;
      totals.sourceBytes += outcome.asset.sourceBytes;
      totals.outputBytes += outcome.asset.variants.reduce((sum, { bytes }) => sum + bytes, 0);
    }
  return totals;
}

/** A file that is referred to in several ways counts once. */
function distinctFigures({ figures }: RenderedReport): Iterable<OptimizedFigure> {
  const byTarget = new Map<string, OptimizedFigure>();
  for (const [href, figure] of figures) {
    const { target } = figure.outcome;
    const isFound = target.kind === 'local' || target.kind === 'remote';
    byTarget.set(isFound ? JSON.stringify(target) : `${target.kind} ${href}`, figure);
  }
  return byTarget.values();
}
