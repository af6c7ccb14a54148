import type { Finding } from '../model/diagnostic.js';
import type { Formula } from '../model/formula.js';
import type { ConvertFormula } from './convert-formula.js';

/** Finds the formulas that cannot be shown as such. */
export function findUnreadable(formulas: readonly Formula[], convert: ConvertFormula): readonly Finding[] {
  return formulas.flatMap(({ source, display, span, question }) => {
    const converted = convert(source, display);
    if (!('reason' in converted)) return [];
    return [
      {
        rule: 'formula-unreadable',
        message: `The formula cannot be read, so it is shown as it is written: ${converted.reason}. ${display ? 'Correct it.' : 'Correct it, or, if it is none, write “\\$” for the dollar signs.'}`,
        span,
        ...(question === undefined ? {} : { question }),
      },
    ];
  });
}
