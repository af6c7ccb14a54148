import type { CheckResult } from '../../pipeline/check/check-result.js';
import { formatPretty, type PrettyStyle } from './pretty.js';

/** The forms in which a check can be printed. */
export const formatNames = ['pretty', 'json', 'github', 'sarif', 'junit', 'csv'] as const;

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number];

/** What a format needs besides the result. */
export interface FormatContext extends PrettyStyle {
  /** Of this package. */
  readonly version: string;
}

/** Turns the result of a check into text. */
export type Format = (result: CheckResult, context: FormatContext) => string;

/** Gives a format. All but the usual one are loaded when they are asked for. */
export async function loadFormat(name: FormatName): Promise<Format> {
  switch (name) {
    case 'pretty':
      return formatPretty;
    case 'json':
      return (await import('./json.js')).formatJson;
    case 'github':
      return (await import('./github.js')).formatGithub;
    case 'sarif': {
      const { formatSarif } = await import('./sarif.js');
      return (result, { version }) => formatSarif(result, version);
    }
    case 'junit':
      return (await import('./junit.js')).formatJunit;
    case 'csv':
      return (await import('./csv.js')).formatCsv;
  }
}
