import { SafeHtml, trustedHtml } from '../../render/safe-html.js';

/** The property that marks HTML in JSON; no other object in a report's data has it with a string. */
const htmlMark = '$html';

/** For `JSON.stringify`: keeps HTML apart from text. */
export function encodeHtml(_: string, value: unknown): unknown {
  return value instanceof SafeHtml ? { [htmlMark]: value.toString() } : value;
}

/** For `JSON.parse`: only for what this program wrote itself, as HTML in it is not sanitized again. */
export function decodeHtml(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(htmlMark in value)) return value;
  const html = value[htmlMark];
  return typeof html === 'string' ? trustedHtml(html) : value;
}
