/** How the URL of an embedded drawing begins in a sanitized drawing; `encode-svg.ts` sanitizes what it holds. */
export const drawingPrefix = 'data:image/svg+xml;base64,';
