import type { FigureOutcome, FigureTarget } from '../model/figure.js';
import type { FigureRequest } from './fetch/load-figure.js';

/** Counts so far. A file that is referred to several times counts once per report folder. */
export interface FigureCounts {
  readonly figures: number;
  /** Cache misses: figures that were encoded. */
  readonly encoded: number;
  /** Cache hits. */
  readonly fromCache: number;
  /** Figures that cannot be shown. */
  readonly failed: number;
  /** Bytes of the source files of the figures that can be shown. */
  readonly sourceBytes: number;
  /** Bytes of all their variants. */
  readonly outputBytes: number;
}

/** What identifies a figure within its report folder; undefined for one that cannot be found. */
function identityOf(target: FigureTarget): string | undefined {
  if (target.kind === 'local') return target.path;
  if (target.kind === 'diagram') return target.source;
  return target.kind === 'remote' || target.kind === 'embedded' ? target.url : undefined;
}

/** Counts the figures of one build. */
interface Tally {
  add(request: FigureRequest, outcome: FigureOutcome, encoded: boolean): void;
  counts(): FigureCounts;
}

/** Begins to count. */
export function createTally(): Tally {
  const seen = new Set<string>();
  let counts: FigureCounts = { figures: 0, encoded: 0, fromCache: 0, failed: 0, sourceBytes: 0, outputBytes: 0 };
  return {
    counts: () => counts,
    add: ({ folder, target }, outcome, encoded) => {
      // A diagram that cannot be drawn is code.
      if (target.kind === 'diagram' && 'failure' in outcome) return;
      const identity = JSON.stringify([folder, target.kind, identityOf(target) ?? seen.size]);
      if (seen.has(identity)) return;
      seen.add(identity);
      const shown = 'asset' in outcome ? outcome.asset : undefined;
      counts = {
        figures: counts.figures + 1,
        encoded: counts.encoded + Number(encoded && shown !== undefined),
        fromCache: counts.fromCache + Number(!encoded && shown !== undefined),
        failed: counts.failed + Number(shown === undefined),
        sourceBytes: counts.sourceBytes + (shown?.sourceBytes ?? 0),
        outputBytes: counts.outputBytes + (shown?.variants.reduce((sum, variant) => sum + variant.bytes, 0) ?? 0),
      };
    },
  };
}
