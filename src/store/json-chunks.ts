/** Characters after which a chunk ends. */
const chunkLength = 1_000_000;

/** Levels of lists and objects whose entries are written one by one: a record, its result, the groups of that. */
const levels = 3;

/**
 * The JSON text of plain data in UTF-8, in chunks: the record of a build of thousands of groups takes a hundred
 * megabytes as one text. The chunks joined are what `JSON.stringify` gives.
 */
export function* jsonChunks(value: unknown): Iterable<Uint8Array> {
  let text = '';
  for (const part of partsOf(value, levels)) {
    text += part;
    if (text.length < chunkLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function* partsOf(value: unknown, depth: number): Iterable<string> {
  if (depth > 0 && Array.isArray(value)) {
    let before = '[';
    for (const entry of value) {
      yield before;
      yield* partsOf(entry, depth - 1);
      before = ',';
    }
    yield value.length === 0 ? '[]' : ']';
  } else if (depth > 0 && isPlainObject(value)) {
    let before = '{';
    for (const [key, entry] of Object.entries(value)) {
      if (isLeftOut(entry)) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* partsOf(entry, depth - 1);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  } else yield JSON.stringify(isLeftOut(value) ? null : value);
}

/** Whether `JSON.stringify` writes an object by its entries. */
function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What `JSON.stringify` leaves out of an object, and has as `null` in a list. */
function isLeftOut(value: unknown): boolean {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol';
}
