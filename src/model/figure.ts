import type { QuestionKey } from './question-key.js';
import type { Span } from './span.js';

/** The part of a report that a figure is in. Only figures in an `answer` count towards a question's limit. */
export type FigureContext = 'answer' | 'prompt' | 'intro';

/** A figure as written in a report, before its URL is resolved. */
export interface Figure {
  /** The URL as written, after Markdown's own unescaping; not decoded, not resolved. */
  readonly href: string;
  /** Alternative text; the link's text for a `link`. */
  readonly alt: string;
  /** The URL of its version for dark pages, as `<picture>` states it. */
  readonly dark?: string;
  /** `![…](…)`, `[…](image file)`, `<img>`, or a fence with the source of a diagram. */
  readonly form: 'image' | 'link' | 'html' | 'diagram';
  readonly context: FigureContext;
  /** The key of the question that it is in. */
  readonly question?: QuestionKey;
  readonly span: Span;
  /**
   * Where the URL is written: between the parentheses, in `src`, or in the link reference definition. Absent for a bare
   * URL, and where markup inside it prevents locating it.
   */
  readonly address?: Span;
  /** Where the other URL of a thumbnail that is linked to its large version is written. */
  readonly otherAddress?: Span;
}

const diagramPrefix = 'mermaid:\n';

/** The `href` of a diagram: its own source, behind a prefix with a line break, which no URL in Markdown has. */
export function diagramAddress(source: string): string {
  return diagramPrefix + source;
}

/** The source of a diagram with this `href`. */
export function sourceOfDiagram(href: string): string {
  return href.slice(diagramPrefix.length);
}

/** What a figure's URL resolves to. */
export type FigureTarget =
  /**
   * A file of the report. `path` is relative to the report's folder, `/` between its parts, letter case as on disk.
   * `tolerance` says in words which difference was ignored to find it ("the letter case differs").
   */
  | { readonly kind: 'local'; readonly path: string; readonly tolerance?: string }
  | { readonly kind: 'remote'; readonly url: string }
  /** A `data:` URL that may hold a picture. */
  | { readonly kind: 'embedded'; readonly url: string }
  /** The source of a mermaid diagram; `refused` says why it is not drawn, whatever is in it. */
  | { readonly kind: 'diagram'; readonly source: string; readonly refused?: string }
  /** `nearest` is the path of the file that was probably meant. */
  | { readonly kind: 'missing'; readonly nearest?: string }
  /** The URL, or the symbolic link that it names, leaves the report's folder. Nothing was read. */
  | { readonly kind: 'outside' }
  /** A scheme that figures may not have, such as `javascript:` or `data:`. */
  | { readonly kind: 'refused'; readonly scheme: string };

/** One encoding of a figure. */
export interface FigureVariant {
  /** File name in the site's `figures` folder: a readable stem, the width, a content hash. */
  readonly name: string;
  /** The MIME subtype: `webp`, `gif`, `svg+xml`, `png`, `jpeg`. */
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
  /** Size of the source file in bytes. */
  readonly sourceBytes: number;
  /** Whether the image has transparent pixels, so that dark mode needs a light background behind it. */
  readonly transparent: boolean;
  readonly animated: boolean;
  /** The whole animation, where only its first frame is shown. */
  readonly file?: LinkedFile;
}

/** A file beside the page that is linked, not shown. */
export interface LinkedFile {
  readonly name: string;
  /** The MIME subtype. */
  readonly format: string;
  readonly bytes: number;
  /** Lower-case hexadecimal SHA-256 of the content. */
  readonly sha256: string;
}

/** What the page says of a diagram that it shows. */
export interface DiagramText {
  /** What it says, for those who cannot see it, and for searching. */
  readonly alt: string;
  /** What it is called. */
  readonly title?: string;
}

/**
 * The result of preparing one distinct figure URL of a report. `extension` is the one that the file should have, where its
 * name has none; `incomplete` says why not all of a drawing is shown, and what to do.
 */
export type FigureOutcome =
  | {
      readonly target: FigureTarget;
      readonly asset: FigureAsset;
      readonly extension?: string;
      readonly incomplete?: string;
      /** Set for a diagram. */
      readonly diagram?: DiagramText;
    }
  /** `reason` is a sentence for the reader: why nothing can be shown. */
  | {
      readonly target: FigureTarget;
      readonly failure: 'unreadable' | 'unreachable' | 'absent';
      readonly reason: string;
      /** Set where the reason may be this machine, so that another build has to try again. */
      readonly provisional?: true;
      readonly extension?: string;
      readonly incomplete?: string;
      /** The file itself, where a reader may open it. */
      readonly file?: LinkedFile;
    };
