import type { Token } from 'markdown-it';

/** Whether a token is a fence whose content GitHub draws as a mermaid diagram. */
export function isDiagramFence({ type, info }: Pick<Token, 'type' | 'info'>): boolean {
  return type === 'fence' && /^\s*mermaid(?:\s|$)/i.test(info);
}
