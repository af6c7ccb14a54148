import type { OpenFormat } from './formatter.js';
import { openPretty } from './pretty.js';

/** The values of `report check --format`. */
export const formatNames = ['pretty', 'json', 'github', 'sarif', 'junit', 'csv'] as const;

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number];

/** Loads a format. Only the default one is loaded with the program. */
export async function loadFormat(name: FormatName): Promise<OpenFormat> {
  switch (name) {
    case 'pretty':
      return openPretty;
    case 'json':
      return (await import('./json.js')).openJson;
    case 'github':
      return (await import('./github.js')).openGithub;
    case 'sarif':
      return (await import('./sarif.js')).openSarif;
    case 'junit':
      return (await import('./junit.js')).openJunit;
    case 'csv':
      return (await import('./csv.js')).openCsv;
  }
}
