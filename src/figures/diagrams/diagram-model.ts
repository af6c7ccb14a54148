/** A diagram in the form that the library reads without misunderstanding, and what its drawing has to show. */
export interface ReadDiagram {
  /** Lines for the library: ids are made up, labels are encoded by `labels.ts`. */
  readonly lines: readonly string[];
  /** Every text that a reader of the drawing would see, without markup. */
  readonly labels: readonly string[];
  /** Texts that the library shows in another order or with other punctuation, such as members of classes. */
  readonly reordered: readonly string[];
  /** Number of lines between its parts: edges, transitions, messages, relationships. */
  readonly edges: number;
  /** Number of its parts: nodes, groups, participants, notes, classes, entities, members. */
  readonly parts: number;
}

/** A diagram's statements, one each, without comments, front matter and directives. */
export interface DiagramSource {
  /** The first statement, which names the kind of diagram. */
  readonly header: string;
  readonly statements: readonly string[];
  /** What the front matter, `title` or `accTitle` calls it. */
  readonly title?: string;
}

/** A diagram that was understood, and what it is called. */
export interface UnderstoodDiagram extends ReadDiagram {
  readonly title?: string;
}
