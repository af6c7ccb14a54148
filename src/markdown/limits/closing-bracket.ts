import type { StateInline } from 'markdown-it';

const lastBrackets = new WeakMap<StateInline, number>();

/**
 * Whether any closing bracket follows the current position. Without this check, markdown-it scans to the end of the
 * text for each of a million opening brackets.
 */
export function hasClosingBracket(state: StateInline): boolean {
  const last = lastBrackets.get(state) ?? state.src.lastIndexOf(']');
  lastBrackets.set(state, last);
  return last > state.pos;
}
