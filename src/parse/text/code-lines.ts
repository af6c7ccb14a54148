import type { Token } from 'markdown-it';

/** The lines (0-based) that code blocks take up, the fences with them. */
export function codeLines(tokens: readonly Token[], kinds: readonly string[] = ['fence', 'code_block']): number[] {
  return tokens.flatMap(({ type, map }) =>
    map && kinds.includes(type) ? Array.from({ length: map[1] - map[0] }, (_, index) => map[0] + index) : [],
  );
}
