/** Style of the overlay's shadow tree: the page's custom properties inherit into it; system colours otherwise. */
export const overlayStyle = `
:host {
  position: fixed;
  inset: auto 0.75rem 0.75rem;
  z-index: 60;
  display: flex;
  flex-direction: column;
  gap: 0.5rem;
  align-items: flex-end;
  max-width: 34rem;
  margin-inline-start: auto;
  color: var(--ink, CanvasText);
  font: 0.8125rem/1.45 var(--sans, system-ui, sans-serif);
  text-align: start;
  pointer-events: none;
}

[hidden] {
  display: none;
}

p {
  margin: 0;
}

.line,
.panel {
  border: 1px solid var(--rule, currentcolor);
  background: var(--paper-side, Canvas);
}

.line {
  padding: 0.25rem 0.6rem;
  font-variant-numeric: tabular-nums;
}

.lost,
.title {
  color: var(--marker, CanvasText);
  font-weight: 600;
}

.panel {
  padding: 0.75rem 0.9rem;
  border-inline-start: 3px solid var(--marker, currentcolor);
  pointer-events: auto;
}

.faults {
  max-height: 40vh;
  overflow: auto;
  overscroll-behavior: contain;
}

.faults:focus-visible {
  outline: 2px solid var(--pen, currentcolor);
  outline-offset: 2px;
}

.message {
  margin-top: 0.5rem;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.advice {
  margin-top: 0.2rem;
  color: var(--ink-soft, CanvasText);
}

@media print {
  :host {
    display: none;
  }
}
`;

/** Style of the page in the preview: scroll anchoring is the preview's own, not the browser's. */
export const pageStyle = `
:root {
  overflow-anchor: none;
}
`;
