import type { QuestionKey } from './question-key.js';
import type { Span } from './span.js';

/** Where in a report a figure stands. Only those in an `answer` count towards the figures a question asks for. */
export type FigureContext = 'answer' | 'prompt' | 'intro';

/** A figure as a report writes it. */
export interface Figure {
  /** The address as written, after Markdown's own unescaping; not decoded, not resolved. */
  readonly href: string;
  /** Alternative text; the link's text for a `link`. */
  readonly alt: string;
  /** `![…](…)`, `[…](image file)` or `<img>`. */
  readonly form: 'image' | 'link' | 'html';
  readonly context: FigureContext;
  /** The key of the question it stands under. */
  readonly question?: QuestionKey;
  readonly span: Span;
  /**
   * Where the address is written: between the parentheses, in the `src`, or in the definition that the figure refers to.
   * Absent for a bare address, and where markup stands in the way.
   */
  readonly address?: Span;
}

/** What an address turned out to mean. */
export type FigureTarget =
  /**
   * A file of the report. `path` is relative to the report's folder, `/` between its parts, letters as on disk.
   * `tolerance` says in words what had to be overlooked to find it ("the letter case differs").
   */
  | { readonly kind: 'local'; readonly path: string; readonly tolerance?: string }
  | { readonly kind: 'remote'; readonly url: string }
  /** `nearest` is the path of the file that was probably meant. */
  | { readonly kind: 'missing'; readonly nearest?: string }
  /** The address, or the symbolic link it names, leaves the report's folder. Nothing was read. */
  | { readonly kind: 'outside' }
  /** A scheme no figure may have, such as `javascript:` or `data:`. */
  | { readonly kind: 'refused'; readonly scheme: string };

/** One encoding of a figure. */
export interface FigureVariant {
  /** File name in the site's `figures` folder: a readable stem, the width, a hash of the content. */
  readonly name: string;
  /** What the file is, as in a MIME type: `webp`, `gif`, `svg+xml`, `png`, `jpeg`. */
  readonly format: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** Lower-case hexadecimal SHA-256 of the content. */
  readonly sha256: string;
}

/** A figure ready for the page. */
export interface FigureAsset {
  /** Ascending by width; the last is the full resolution. Never empty. */
  readonly variants: readonly [FigureVariant, ...FigureVariant[]];
  /** Bytes of the source file. */
  readonly sourceBytes: number;
  /** Whether pixels can be seen through, so that a dark page gives the figure a light ground. */
  readonly transparent: boolean;
  readonly animated: boolean;
}

/** What became of one distinct figure address of a report. */
export type FigureOutcome =
  | { readonly target: FigureTarget; readonly asset: FigureAsset }
  /** `reason` is a sentence for the reader: why there is nothing to show. */
  | {
      readonly target: FigureTarget;
      readonly failure: 'unreadable' | 'unreachable' | 'absent';
      readonly reason: string;
    };
