import type { StateInline } from 'markdown-it';
import type { DialectEnv } from '../rules.js';

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

const lastLinkEnds = new WeakMap<StateInline, number>();

/** Whether any end of a link or image follows the current position: in a text without definitions, one with an address. */
export function hasLinkEnd(state: StateInline): boolean {
  const last = lastLinkEnds.get(state) ?? state.src.lastIndexOf(hasDefinitions(state.env) ? ']' : '](');
  lastLinkEnds.set(state, last);
  return last > state.pos;
}

function hasDefinitions({ references = {} }: DialectEnv): boolean {
  for (const _ in references) return true;
  return false;
}
