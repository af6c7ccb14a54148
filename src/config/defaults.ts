import { defaultSeverities } from '../model/diagnostic.js';
import type {
  UserConfig,
  UserFigureConfig,
  UserPrivacyConfig,
  UserRemoteConfig,
  UserSiteConfig,
  UserWatchConfig,
} from './define-config.js';

type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** Default limits on downloaded images. */
export const remoteDefaults = {
  allow: [],
  timeout: 10,
  maxBytes: 20_000_000,
} as const satisfies Complete<UserRemoteConfig>;

/** Defaults for figures. */
export const figureDefaults = {
  widths: [800, 1600],
  formats: ['webp'],
  quality: 80,
  full: 'compact',
  remote: true,
  maxPixels: 50_000_000,
} as const satisfies Complete<UserFigureConfig>;

/** Defaults for the pages' metadata. */
export const siteDefaults = {
  lang: 'en',
  noindex: true,
  links: [],
} as const satisfies Complete<Omit<UserSiteConfig, 'id' | 'base'>>;

/** Defaults for privacy. */
export const privacyDefaults = {
  redact: false,
  studentNumber: /s\d{6}/i,
  questions: [],
} as const satisfies Complete<UserPrivacyConfig>;

/** Defaults for the preview. */
export const watchDefaults = {
  editor: 'vscode://file{path}:{line}:{column}',
} as const satisfies Complete<UserWatchConfig>;

/** Defaults of the configuration. */
export const defaults = {
  title: 'Reports',
  reports: ['reports/*'],
  template: [],
  out: 'site',
  layouts: 'layouts',
  assets: 'assets',
  figures: figureDefaults,
  checks: defaultSeverities,
  words: 'read',
  privacy: privacyDefaults,
  questions: {},
  evidence: [],
  highlight: true,
  math: true,
  watch: watchDefaults,
} as const satisfies Complete<Omit<UserConfig, 'site' | 'markdown' | 'roster' | 'deadline'>>;

/**
 * Bytes that the groups on one page may take, as estimated; a page with more is split into parts. Estimates are rough,
 * and a page also has a script, a style sheet and data of all groups: the whole should stay below 2 MB, and open within a
 * second.
 */
export const maxPartBytes = 700_000;
