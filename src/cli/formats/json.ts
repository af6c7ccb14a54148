import { describeCheck } from '../../build/check-output.js';
import type { CheckResult } from '../../build/check-result.js';
import { toJson } from './to-json.js';

/** For machines. */
export function formatJson(result: CheckResult): string {
  return toJson(describeCheck(result));
}
