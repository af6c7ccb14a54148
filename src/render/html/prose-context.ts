import type { ConvertFormula } from '../../formulas/convert-formula.js';
import type { DialectEnv } from '../../markdown/rules.js';
import type { FigureOutcome } from '../../model/figure.js';
import type { FigureAddresses } from './figure-html.js';
import type { Highlight } from './highlight.js';

/** What all the prose of one report has in common. */
export interface ProseContext {
  /** The outcome of each figure, by its address as written. */
  readonly outcomes: ReadonlyMap<string, FigureOutcome>;
  /** Addresses of links that are shown as figures. */
  readonly linkedFigures: ReadonlySet<string>;
  readonly files: FigureAddresses;
  /** The URL of a link as seen from the page; undefined when it is broken. */
  readonly addressOf: (href: string) => string | undefined;
  readonly highlight: Highlight;
  /** Absent where no formula was expected; one that is there all the same is shown as it is written. */
  readonly formula?: ConvertFormula;
  readonly references: Readonly<NonNullable<DialectEnv['references']>>;
  /** The footnotes that the report refers to, by key. */
  readonly notes: ReadonlyMap<string, { readonly markdown: string }>;
}
