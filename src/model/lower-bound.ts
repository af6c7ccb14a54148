/** Binary search: the index of the first element that is not less than `number`, in ascending numbers. */
export function lowerBound(ascending: readonly number[], number: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}
