import type { MarkdownIt } from 'markdown-it';
import type { RuleName, Severity } from '../model/diagnostic.js';
import type { RosterColumn } from '../model/roster.js';

/**
 * What `build.config.ts` exports. Every field is optional; paths are relative to the folder of the file.
 * A field that is not listed here is an error.
 */
export interface UserConfig {
  /**
   * Name of the course or the collection, shown on the cohort's pages.
   * @default 'Reports'
   */
  readonly title?: string | undefined;
  /**
   * Report folders: paths or globs. A folder that holds a `README.md` is a report. Paths on the command line replace it.
   * @default ['reports/*']
   */
  readonly reports?: string | readonly string[] | undefined;
  /**
   * The template that groups filled in, or several (one per edition of the course): Markdown files. A report is held
   * against the one that it fits best.
   * @default [] (reports are checked against the limits in their own prompts)
   */
  readonly template?: string | readonly string[] | undefined;
  /**
   * Folder the site is written to. It belongs to the site alone: what else is in it goes.
   * @default 'site'
   */
  readonly out?: string | undefined;
  /**
   * Folder of layouts; a file in it replaces the one of the same name in the package. It need not exist.
   * @default 'layouts'
   */
  readonly layouts?: string | undefined;
  /**
   * Folder of styles and scripts; a file in it replaces the one of the same name in the package. It need not exist.
   * @default 'assets'
   */
  readonly assets?: string | undefined;
  /** How figures are prepared for the page. */
  readonly figures?: UserFigureConfig | undefined;
  /**
   * Severity of single checks, by rule name.
   * @default as listed under "Checks" in the README
   */
  readonly checks?: { readonly [rule in RuleName]?: Severity | 'off' | undefined } | undefined;
  /**
   * What counts as a word: `read` is what a reader would count (prose and inline code, no addresses, markup or code
   * blocks), `raw` every blank-separated token of the source.
   * @default 'read'
   */
  readonly words?: 'read' | 'raw' | undefined;
  /** What the pages say about themselves. */
  readonly site?: UserSiteConfig | undefined;
  readonly privacy?: UserPrivacyConfig | undefined;
  /**
   * What holds for single questions, by key (`'7'`, `'1a'`, `'results'`), or for one template only, by the template's name
   * without extension and the key (`'2025:2'`). `report check --explain` lists the keys.
   * @default {}
   */
  readonly questions?: { readonly [key: string]: UserQuestionConfig | undefined } | undefined;
  /**
   * The course's groups: a CSV file with a row per group, or an object that also names its columns. `report collect` fetches
   * their reports, and a group on it that handed in nothing is listed.
   * @default none
   */
  readonly roster?: string | UserRosterConfig | undefined;
  /**
   * When the reports are due: a date, a time and an offset, such as `2026-01-23T23:59:59+01:00`. `report collect` takes the
   * last commit that is not later. A row of the roster may have a deadline of its own.
   * @default none (the newest commit is taken)
   */
  readonly deadline?: string | undefined;
  /**
   * Files that one would expect in the repository of a group that ticked an item of the checklist.
   * @default []
   */
  readonly evidence?: readonly UserEvidence[] | undefined;
  /** Receives the markdown-it instance that renders the reports, before its first use, to add plugins and rules. */
  readonly markdown?: ((markdown: MarkdownIt) => void) | undefined;
  /**
   * Colour the code in reports.
   * @default true
   */
  readonly highlight?: boolean | undefined;
  /**
   * Show `$…$`, `$$…$$` and code blocks of the language `math` as formulas, as GitHub does. Amounts such as `$50` are none.
   * @default true
   */
  readonly math?: boolean | undefined;
  readonly watch?: UserWatchConfig | undefined;
}

/** How figures are prepared for the page. */
export interface UserFigureConfig {
  /**
   * Widths in pixels that a raster figure is offered in. It is never enlarged.
   * @default [800, 1600]
   */
  readonly widths?: readonly number[] | undefined;
  /**
   * Encodings, the preferred one first.
   * @default ['webp']
   */
  readonly formats?: readonly FigureFormat[] | undefined;
  /**
   * Quality of lossy encodings, 1 to 100.
   * @default 80
   */
  readonly quality?: number | undefined;
  /**
   * What the full resolution is. `'compact'`: the source file without its metadata where encoding it would save little, or
   * it is a JPEG; otherwise WebP, lossless for flat pictures. `'source'`: always the source file without its metadata,
   * which builds fastest. A file that a browser would show differently is encoded in any case: one that needs its EXIF
   * orientation, its colour profile or CMYK, and a TIFF.
   * @default 'compact'
   */
  readonly full?: FullResolution | undefined;
  /**
   * Whether images on other servers are downloaded while building. `false` shows a link in their place.
   * @default true
   */
  readonly remote?: boolean | UserRemoteConfig | undefined;
  /**
   * Most pixels (width times height) that a figure may have; a larger one is not decoded.
   * @default 50_000_000
   */
  readonly maxPixels?: number | undefined;
}

/** Encodings that raster figures can be offered in. */
export type FigureFormat = 'webp' | 'avif';

/** Ways to make the full resolution of a raster figure. */
export type FullResolution = 'compact' | 'source';

/** Limits on images that are downloaded while building. */
export interface UserRemoteConfig {
  /**
   * Servers that may be asked although they are private or local, or have a port of their own, exactly as in the
   * image's address: `images.course.internal` or `127.0.0.1:8080`. Public servers on the usual port need no entry.
   * @default []
   */
  readonly allow?: readonly string[] | undefined;
  /**
   * Seconds that one image may take, redirects included.
   * @default 10
   */
  readonly timeout?: number | undefined;
  /**
   * Bytes that one image may have.
   * @default 20_000_000
   */
  readonly maxBytes?: number | undefined;
}

/** What the pages say about themselves. */
export interface UserSiteConfig {
  /**
   * Identifies the cohort, and with it the marks that graders keep in the browser: give each run of a course its own, and
   * never change it. Lower-case letters, digits and hyphens, first a letter.
   * @default a digest of the questions of the first template, or of those in the reports
   */
  readonly id?: string | undefined;
  /**
   * Address the site is published under, `https://…/`. Pages work without it, wherever they are copied.
   * @default none
   */
  readonly base?: string | undefined;
  /**
   * Language of the pages, a BCP 47 tag.
   * @default 'en'
   */
  readonly lang?: string | undefined;
  /**
   * Ask search engines to stay away.
   * @default true
   */
  readonly noindex?: boolean | undefined;
  /**
   * Links in the header of every page, such as the course's modules.
   * @default []
   */
  readonly links?: readonly { readonly title: string; readonly href: string }[] | undefined;
}

/** The preview of `report watch`. */
export interface UserWatchConfig {
  /**
   * Address that opens a problem's line in an editor: `{path}` is the absolute path of the README, which begins with `/`,
   * `{line}` and `{column}` count from 1. `false` for no such links. No site that is built has them.
   * @default 'vscode://file{path}:{line}:{column}'
   */
  readonly editor?: string | false | undefined;
}

/** The course's groups. */
export interface UserRosterConfig {
  /** Path of the CSV file. */
  readonly file: string;
  /**
   * Names of the columns that are not the usual ones, as in the file's first row. Several names are read together.
   * @default {} (`group`, `repository`, `branch`, `folder`, `members`, `deadline`, `commit`)
   */
  readonly columns?: { readonly [column in RosterColumn]?: string | readonly string[] | undefined } | undefined;
}

/** What one would expect in a repository for an item of the checklist. */
export interface UserEvidence {
  /** A tag of the item, such as `'M17'`, or a part of its wording. */
  readonly item: string;
  /** Globs; one file that one of them matches is enough. */
  readonly files: readonly string[];
}

/** What happens to what identifies students. */
export interface UserPrivacyConfig {
  /**
   * Leave out of the site what identifies students: student numbers, wherever they stand, the answer that names the
   * members, and the answers to `questions`.
   * @default false
   */
  readonly redact?: boolean | undefined;
  /**
   * What a student number looks like. `report publish` warns of each one that is a word of its own; redaction replaces
   * each one anywhere. `false` where there is nothing to look for.
   * @default /s\d{6}/i
   */
  readonly studentNumber?: RegExp | false | undefined;
  /**
   * Questions whose answers are private, by number or key. Those that ask for the group's members are so anyway.
   * @default []
   */
  readonly questions?: readonly (number | string)[] | undefined;
}

/** What holds for a question, whatever its prompt says. */
export interface UserQuestionConfig {
  /**
   * Words that its answers should have: the fewest and the most, or an object where one end is open.
   * @default as its prompt says
   */
  readonly words?: UserRange | undefined;
  /**
   * Figures that its answers should have.
   * @default as its prompt says
   */
  readonly figures?: UserRange | undefined;
  /**
   * Most points that an answer gets.
   * @default none
   */
  readonly points?: number | undefined;
  /**
   * Leave its answers out where reports are redacted, as `privacy.questions` does.
   * @default false
   */
  readonly private?: boolean | undefined;
}

/** How many there should be, both ends included. */
export type UserRange =
  | readonly [min: number, max: number]
  | { readonly min?: number | undefined; readonly max?: number | undefined };

/** Returns the configuration as it is, and gives editors its type: `export default defineConfig({ … })`. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
