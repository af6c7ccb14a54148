import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules that depend on colours: what else a page says is the same in light and dark mode. */
const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * Finds accessibility violations of a page with axe: the rule and the first element of each.
 *
 * @param scope `colorsOnly` spares the rules that were checked in light mode; `within` is a selector of a part.
 */
export async function findViolations(
  page: Page,
  scope: { readonly colorsOnly?: boolean; readonly within?: string } = {},
): Promise<readonly string[]> {
  // No page has a frame, for which the other mode opens a second page and carries all results through it; and nobody
  // reads what passed. Together that takes a fourth of the CPU time on a long report.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (scope.colorsOnly) builder.withRules(colorRules);
  if (scope.within !== undefined) builder.include(scope.within);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
