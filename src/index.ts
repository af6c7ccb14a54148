export { type BuildOptions, build } from './api/build.js';
export { check } from './api/check.js';
export type { CommonOptions } from './api/settings.js';
export type {
  CheckOutput,
  DiagnosticOutput,
  LimitOutput,
  QuestionOutput,
  ReportOutput,
  SummaryOutput,
} from './build/check-output.js';
export type { BuildResult, FigureTotals, GroupResult, Progress } from './build/result.js';
export {
  defineConfig,
  type FigureFormat,
  type UserConfig,
  type UserFigureConfig,
  type UserPrivacyConfig,
  type UserRemoteConfig,
  type UserSiteConfig,
} from './config/define-config.js';
export type { Diagnostic, RuleName, Severity } from './model/diagnostic.js';
export { UserError } from './model/user-error.js';
