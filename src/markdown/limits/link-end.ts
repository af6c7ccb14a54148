import type { StateInline } from 'markdown-it';
import type { DialectEnv } from '../rules.js';

const lastLinkEnds = new WeakMap<StateInline, number>();

/**
 * Whether anything that can end a link or image follows the current position: any closing bracket, or, in a text without
 * link definitions, one with an address. Without this check, markdown-it scans to the end of the text for each of a
 * million opening brackets.
 */
export function hasLinkEnd(state: StateInline): boolean {
  const last = lastLinkEnds.get(state) ?? state.src.lastIndexOf(hasDefinitions(state.env) ? ']' : '](');
  lastLinkEnds.set(state, last);
  return last > state.pos;
}

function hasDefinitions({ references = {} }: DialectEnv): boolean {
  for (const _ in references) return true;
  return false;
}
