import type { StateInline } from 'markdown-it';

const lastBrackets = new WeakMap<StateInline, number>();

/**
 * Whether a bracket that opens here may close. Without that, each of a million opening brackets is followed through all
 * that come behind it.
 */
export function mayClose(state: StateInline): boolean {
  const last = lastBrackets.get(state) ?? state.src.lastIndexOf(']');
  lastBrackets.set(state, last);
  return last > state.pos;
}
