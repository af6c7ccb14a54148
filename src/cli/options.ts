import { InvalidArgumentError } from 'commander';
import type { SeverityOverrides } from '../check/check-report.js';
import { nearestName } from '../config/nearest-name.js';
import { defaultSeverities, type RuleName } from '../model/diagnostic.js';

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Parses a whole number, 0 or more. */
export function parseCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It takes a whole number, 0 or more.');
}

/** Parses `figure-alt=off` and adds it to the overrides before it. */
export function parseRule(value: string, before: SeverityOverrides = {}): SeverityOverrides {
  const at = value.indexOf('=');
  const name = value.slice(0, at);
  const severity = value.slice(at + 1);
  if (at < 0 || (severity !== 'off' && severity !== 'warn' && severity !== 'error'))
    throw new InvalidArgumentError('It takes the name of a rule and off, warn or error, such as figure-alt=off.');
  if (!isRule(name)) throw new InvalidArgumentError(`There is no rule ${name}${suggest(name)}`);
  return { ...before, [name]: severity };
}

function isRule(name: string): name is RuleName {
  return Object.hasOwn(defaultSeverities, name);
}

/** Ends the error message: with the rule that was probably meant, else with the command that lists all rules. */
function suggest(name: string): string {
  const nearest = nearestName(name, Object.keys(defaultSeverities));
  return nearest === undefined ? '; `report check --list-rules` names all of them.' : `: did you mean ${nearest}?`;
}
