import type { Config } from '../../config/config.js';
import { createFigureOptimizer, type FigureOptimizer } from '../../figures/optimize.js';
import type { Store } from '../../store/store.js';

/** The optimizer of one build, as the configuration has it. */
export function openOptimizer(
  { figures }: Pick<Config, 'figures'>,
  store: Store,
  onFigure: (done: number) => void,
): FigureOptimizer {
  const { remote } = figures;
  return createFigureOptimizer({
    options: figures,
    cache: store,
    remote:
      remote === null
        ? { enabled: false }
        : { enabled: true, allowHosts: remote.allow, timeout: remote.timeoutMs, maxBytes: remote.maxBytes },
    onProgress: (counts) => onFigure(counts.figures),
  });
}
