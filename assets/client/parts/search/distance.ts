/** The Levenshtein distance of two words, in which a transposition counts as two; `most + 1` if it is larger than `most`. */
export function distanceWithin(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  // One row of the table of distances between beginnings of the words, overwritten by the next.
  const row: number[] = [];
  for (let column = 0; column <= b.length; column += 1) row.push(column);
  for (let line = 1; line <= a.length; line += 1) {
    const letter = a.charCodeAt(line - 1);
    let diagonal = line - 1;
    let left = line;
    let least = line;
    row[0] = line;
    for (let column = 1; column <= b.length; column += 1) {
      const above = row[column] ?? 0;
      const replaced = letter === b.charCodeAt(column - 1) ? diagonal : diagonal + 1;
      diagonal = above;
      left = Math.min(replaced, above + 1, left + 1);
      row[column] = left;
      if (left < least) least = left;
    }
    if (least > most) return most + 1;
  }
  return Math.min(row[b.length] ?? 0, most + 1);
}
