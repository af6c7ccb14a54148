/** Readers of a site. */
export const audiences = ['staff', 'public'] as const;

/**
 * Who a site is for: course staff, who see everything, or the public. A public site has no similar answers, marks, roster,
 * evidence or authors, and shows the problems of a report on its own page only.
 */
export type Audience = (typeof audiences)[number];
