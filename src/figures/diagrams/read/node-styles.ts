/** Colours of nodes: those that are plain colours; everything else about styles is left out. */
export class NodeStyles {
  private readonly classes = new Map<string, string>();
  private readonly assigned = new Map<string, string>();
  private readonly own = new Map<string, string>();

  /** Whether a statement is about styles. */
  read(statement: string): boolean {
    const [, names, properties] = /^(?:classDef|style)\s+([^\s,]+(?:\s*,\s*[^\s,]+)*)\s+(.+)$/s.exec(statement) ?? [];
    if (names !== undefined && properties !== undefined) {
      const style = plainStyle(properties);
      const styles = statement.startsWith('classDef') ? this.classes : this.own;
      for (const name of names.split(',')) styles.set(name.trim(), style);
      return true;
    }
    const [, ids, className] = /^class\s+([^\s,]+(?:\s*,\s*[^\s,]+)*)\s+([\w-]+)$/.exec(statement) ?? [];
    if (ids === undefined || className === undefined) return false;
    for (const id of ids.split(',')) this.assign(id.trim(), className);
    return true;
  }

  assign(id: string, className: string): void {
    this.assigned.set(id, className);
  }

  /** What the library's `style` statements for a node say, in order. */
  of(id: string): readonly string[] {
    const styles = [this.classes.get('default'), this.classes.get(this.assigned.get(id) ?? ''), this.own.get(id)];
    return styles.filter((style) => style !== undefined && style !== '') as string[];
  }
}

const plainColour = /^(?:#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{3,20})$/i;

function plainStyle(properties: string): string {
  return properties
    .split(',')
    .map((property) => property.split(':').map((part) => part.trim()))
    .filter(([name = '', value = '']) => /^(?:fill|stroke|color)$/.test(name) && plainColour.test(value))
    .map(([name, value]) => `${name}:${value}`)
    .join(',');
}
