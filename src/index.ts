export { type BuildOptions, build } from './api/build.js';
export { check } from './api/check.js';
export type { CommonOptions } from './api/settings.js';
export {
  defineConfig,
  type FigureFormat,
  type FullResolution,
  type UserConfig,
  type UserEvidence,
  type UserFigureConfig,
  type UserPrivacyConfig,
  type UserRemoteConfig,
  type UserRosterConfig,
  type UserSiteConfig,
  type UserWatchConfig,
} from './config/define-config.js';
export type { Diagnostic, RuleName, Severity } from './model/diagnostic.js';
export type { Progress } from './model/progress.js';
export { UserError } from './model/user-error.js';
export type { BuildResult, FigureTotals, GroupResult } from './pipeline/build-result.js';
export type {
  CheckOutput,
  CollectedOutput,
  DiagnosticOutput,
  LimitOutput,
  QuestionOutput,
  ReportOutput,
  SummaryOutput,
} from './pipeline/check/check-output.js';
