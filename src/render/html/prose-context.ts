import type { DialectEnv } from '../../markdown/rules.js';
import type { FigureOutcome } from '../../model/figure.js';
import type { FigureAddresses } from './figure-html.js';
import type { Highlight } from './highlight.js';

/** What holds for all the prose of one report. */
export interface ProseContext {
  /** What became of each figure, by its address as written. */
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  /** Addresses of links that are shown as figures. */
  readonly linkedFigures: ReadonlySet<string>;
  readonly files: FigureAddresses;
  /** Where a link leads from the page; undefined when nowhere. */
  readonly addressOf: (href: string) => string | undefined;
  readonly highlight: Highlight;
  readonly references: Readonly<NonNullable<DialectEnv['references']>>;
}
