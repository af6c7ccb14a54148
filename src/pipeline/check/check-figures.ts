import { loadDrawing } from '../../figures/diagrams/load-drawing.js';
import type { FigureOptions } from '../../figures/encode/recipe.js';
import { readDataUrl } from '../../figures/fetch/data-url.js';
import { type LocalFailure, type LocalFigure, readLocalEnds } from '../../figures/fetch/read-local.js';
import { inspectBytes, inspectFigure } from '../../figures/inspect/inspect-figure.js';
import { extensionOf, sniff } from '../../figures/inspect/sniff.js';
import type { Incomplete } from '../../figures/inspect/unreadable.js';
import { hasNoExtension } from '../../figures/resolve/file-names.js';
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
    if (target.kind === 'embedded' || target.kind === 'diagram') {
      const bytes = target.kind === 'embedded' ? readDataUrl(target.url) : await loadDrawing(target);
      const found = bytes instanceof Uint8Array ? await inspectBytes(bytes, options) : bytes;
      outcomes.set(href, { target, ...troubleOf(found) });
      continue;
    }
    if (target.kind !== 'local') {
      outcomes.set(href, { target, ...notPrepared });
      continue;
    }
    const trouble = files.get(target.path) ?? (await inspectFile({ folder, path: target.path }, options));
    files.set(target.path, trouble);
    outcomes.set(href, { target, ...trouble });
  }
  return outcomes;
}

async function inspectFile(figure: LocalFigure, options: FigureOptions): Promise<Trouble> {
  const trouble = troubleOf(await inspectFigure(figure, options));
  const extension = hasNoExtension(figure.path) ? await missingExtension(figure) : undefined;
  return { ...trouble, ...(extension === undefined ? {} : { extension }) };
}

function troubleOf(found: LocalFailure | Incomplete | undefined): Trouble {
  if (!found) return notPrepared;
  if ('incomplete' in found) return { ...notPrepared, incomplete: found.incomplete };
  return { failure: found.failure, reason: found.reason };
}

/** The extension that a file without one should have; undefined when it is no picture. */
async function missingExtension(figure: LocalFigure): Promise<string | undefined> {
  const ends = await readLocalEnds(figure, { head: sniffedBytes, tail: 0 });
  return 'failure' in ends ? undefined : extensionOf(sniff(ends.head));
}

/** Enough for the comments before the root element of an SVG. */
const sniffedBytes = 16_384;

type Trouble = Pick<Extract<FigureOutcome, { failure: string }>, 'failure' | 'reason' | 'extension' | 'incomplete'>;

/** What a check says of every figure that it has nothing to say against. */
const notPrepared: Trouble = { failure: 'absent', reason: 'A check prepares no figures.' };
