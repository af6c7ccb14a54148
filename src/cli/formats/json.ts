import { describeCheck } from '../../pipeline/check/check-output.js';
import type { CheckResult } from '../../pipeline/check/check-result.js';
import { toJson } from './to-json.js';

/** For machines. */
export function formatJson(result: CheckResult): string {
  return toJson(describeCheck(result));
}
