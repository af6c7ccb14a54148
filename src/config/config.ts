import type { Audience } from '../model/audience.js';
import type { RuleName, Severity } from '../model/diagnostic.js';
import type { SettingsByQuestion } from '../model/question-settings.js';
import type { RosterColumn } from '../model/roster.js';
import type { FigureFormat, FullResolution, UserConfig } from './define-config.js';

/**
 * The resolved configuration: every field set, every path absolute, frozen. `UserConfig` is what users write.
 */
export interface Config {
  /** The folder the command was started in. Paths in messages are relative to it. */
  readonly root: string;
  /** The configuration file; null when there is none. */
  readonly configFile: string | null;
  /** The files that alone determine the configuration; null where something else may. See `LoadedConfig`. */
  readonly configSources: readonly string[] | null;
  readonly title: string;
  /** Paths and globs as written, relative to `root` or absolute. */
  readonly reports: readonly string[];
  /** Template files; they need not exist yet. */
  readonly templates: readonly string[];
  readonly out: string;
  /** The user's folder of layouts; it need not exist. */
  readonly layouts: string;
  /** The user's folder of styles and scripts; it need not exist. */
  readonly assets: string;
  /** Where prepared figures are kept between builds. */
  readonly cacheFolder: string;
  /** False: neither read nor write the cache. */
  readonly useCache: boolean;
  readonly figures: FigureConfig;
  readonly checks: { readonly [rule in RuleName]: Severity | 'off' };
  readonly words: 'read' | 'raw';
  readonly site: SiteConfig;
  readonly privacy: PrivacyConfig;
  /** By key, or by template and key: `2025:2`. */
  readonly questions: SettingsByQuestion;
  /** Null when the configuration names none. */
  readonly roster: RosterConfig | null;
  /** ISO 8601 with an offset; null when there is none. */
  readonly deadline: string | null;
  readonly evidence: readonly EvidenceConfig[];
  /** Null when the configuration has none. */
  readonly markdown: NonNullable<UserConfig['markdown']> | null;
  readonly highlight: boolean;
  readonly math: boolean;
  /** The address that opens a line in an editor, with placeholders; null for none. Only the preview has such links. */
  readonly watch: { readonly editor: string | null };
  /** One file per report, figures inside. */
  readonly singleFile: boolean;
  readonly audience: Audience;
  /** Errors in the reports fail the build. */
  readonly strict: boolean;
  /** Build only one part of the reports; null for all. */
  readonly shard: Shard | null;
  /** The build covers all reports of the course, so cached figures that it does not use can be deleted. */
  readonly complete: boolean;
  /** Bytes that the groups on one page may take, as estimated. Users cannot set it. */
  readonly maxPartBytes: number;
}

/** How figures are prepared for the page. */
export interface FigureConfig {
  /** Pixels, ascending, no duplicates, at least one. */
  readonly widths: readonly number[];
  /** The preferred one first, no duplicates, at least one. */
  readonly formats: readonly FigureFormat[];
  /** 1 to 100. */
  readonly quality: number;
  /** What the full resolution is: encoded where that saves much, or always the source without its metadata. */
  readonly full: FullResolution;
  /** Limits on downloads; null when nothing is downloaded. */
  readonly remote: RemoteConfig | null;
  /** Most pixels of a source, width times height. */
  readonly maxPixels: number;
}

/** Limits on images that are downloaded while building. */
export interface RemoteConfig {
  /** `host` or `host:port`, in lower case, that may be private or local and have any port. */
  readonly allow: readonly string[];
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Metadata of the pages. */
export interface SiteConfig {
  /** Identifies the cohort; null where it is to be derived from the questions. */
  readonly id: string | null;
  /** Absolute address, `/` at its end; null when not known. */
  readonly base: string | null;
  readonly lang: string;
  readonly noindex: boolean;
  readonly links: readonly { readonly title: string; readonly href: string }[];
}

/** What identifies students, and whether it is redacted. */
export interface PrivacyConfig {
  readonly redact: boolean;
  /** Keys of questions whose answers are private; `2025:2` for one template. */
  readonly questions: readonly string[];
  /** What a student number looks like, where it is a word of its own; null where there is nothing to look for. */
  readonly studentNumber: RegExp | null;
}

/** The course's groups. */
export interface RosterConfig {
  /** Absolute path of the CSV file. */
  readonly file: string;
  /** Names of the columns that are not the usual ones. */
  readonly columns: { readonly [column in RosterColumn]?: readonly string[] };
}

/** What one would expect in a repository for an item of the checklist. */
export interface EvidenceConfig {
  /** A tag of the item, or a part of its wording. */
  readonly item: string;
  /** Globs; one file that one of them matches is enough. */
  readonly files: readonly string[];
}

/** Part `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Command-line flags. For an absent field the configuration counts. */
export interface Flags {
  /** Report folders or globs; without any, those of the configuration. */
  readonly paths?: readonly string[];
  readonly out?: string;
  readonly template?: readonly string[];
  readonly singleFile?: boolean;
  /** Who the site is for; without it, staff. */
  readonly for?: Audience;
  readonly cache?: boolean;
  readonly strict?: boolean;
  /** Severity of single checks. */
  readonly rule?: Partial<Config['checks']>;
  readonly shard?: Shard;
}
