import { templateBase } from '../model/question-settings.js';
import type { TemplateCountView } from '../render/views/template-count.js';
import type { ReadCohortEntry } from './entry.js';

/** The name of the template that a group uses; empty for none. */
export function templateOf({ outcome: { template } }: ReadCohortEntry): string {
  return template ? templateBase(template.name) : '';
}

/**
 * The templates that groups use, for a filter; empty if all use the same. Groups without a template come last.
 *
 * @param templates Titles in the order of the configuration.
 */
export function countTemplates(
  groups: readonly ReadCohortEntry[],
  templates: readonly string[],
): readonly TemplateCountView[] {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const title = templateOf(group);
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  if (counts.size < 2) return [];
  return [...templates, ''].flatMap((title) => {
    const count = counts.get(title);
    return count === undefined ? [] : [{ title, groups: count }];
  });
}
