import type { CheckResult } from '../../pipeline/check/check-result.js';
import { formatPretty, type PrettyStyle } from './pretty.js';

/** The values of `report check --format`. */
export const formatNames = ['pretty', 'json', 'github', 'sarif', 'junit', 'csv'] as const;

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number];

/** What a format needs besides the result. */
export interface FormatContext extends PrettyStyle {
  /** The version of this package. */
  readonly version: string;
}

/** Formats the result of a check. */
export type Format = (result: CheckResult, context: FormatContext) => string;

/** Loads a format. Only the default one is loaded with the program. */
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
