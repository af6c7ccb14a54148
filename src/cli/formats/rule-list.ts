import { rules } from '../../check/rules.js';
import { defaultSeverities } from '../../model/diagnostic.js';
import { maxOf } from '../../model/min-max.js';
import { toJson } from './json.js';

/** Lists every rule for people: name, severity, meaning, remedy. */
export function formatRules(): string {
  const width = maxOf(rules.map(({ name }) => name.length)) ?? 0;
  return rules
    .map(({ name, meaning, remedy }) => {
      const severity = defaultSeverities[name].padEnd('error'.length);
      return `${name.padEnd(width)}  ${severity}  ${meaning} ${remedy}\n`;
    })
    .join('');
}

/** Lists every rule as JSON. */
export function formatRulesAsJson(): string {
  return toJson({
    version: 1,
    rules: rules.map(({ name, meaning, remedy }) => ({ name, severity: defaultSeverities[name], meaning, remedy })),
  });
}
