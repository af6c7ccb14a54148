/** Characters after which a chunk ends. */
const chunkLength = 1_000_000;

/** Levels of lists and objects whose entries are written one by one. */
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
  if (depth === 0 || typeof value !== 'object' || value === null) yield JSON.stringify(value);
  else if (Array.isArray(value)) {
    let before = '[';
    for (const entry of value) {
      yield before;
      yield* partsOf(entry ?? null, depth - 1);
      before = ',';
    }
    yield value.length === 0 ? '[]' : ']';
  } else {
    let before = '{';
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* partsOf(entry, depth - 1);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}
