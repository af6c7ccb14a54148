/** Limits of one report: at these, drawing takes a few seconds. `size` adds up the sizes of its diagrams. */
export const diagramLimits = { diagrams: 40, size: 800 } as const;

/** Why a diagram beyond the limits is not drawn. */
export const tooManyDiagrams = `A report may have ${diagramLimits.diagrams} diagrams, with ${diagramLimits.size} parts and arrows together.`;
