import { nearestName } from './nearest-name.js';

// A validator of our own, because every message is: a library would contribute `typeof`, and take longer to load than a
// small course takes to check.

/** What a value may be. */
export interface AnyShape {
  /** Completes the sentence "it takes …". */
  readonly takes: string;
  /** Whether the value itself is of the right kind, whatever its parts are. */
  fits(value: unknown): boolean;
  /** Problems in the parts of a value that fits, one sentence each. */
  readonly inside?: (value: unknown, path: Path) => readonly string[];
}

/** What a value of a certain type may be. */
export interface Shape<T> extends AnyShape {
  /** Never set: makes the compiler compare the type with that of the field. */
  readonly type?: (value: T) => T;
}

type Path = readonly (string | number)[];

/** Holds a value against a shape and returns all problems at once, one sentence each. */
export function problemsOf(shape: AnyShape, value: unknown, path: Path = []): readonly string[] {
  if (shape.fits(value)) return shape.inside?.(value, path) ?? [];
  if (path.length === 0) return [`The configuration is ${show(value)}; it must be ${shape.takes}.`];
  return [`\`${nameOf(path)}\` is ${show(value)}; it takes ${shape.takes}.`];
}

/** A text, by default any but the empty one. */
export function text(takes: string, accepts: (value: string) => boolean = (value) => value !== ''): Shape<string> {
  return { takes, fits: (value) => typeof value === 'string' && accepts(value) };
}

/** A finite number. */
export function number(takes: string, accepts: (value: number) => boolean): Shape<number> {
  return { takes, fits: (value) => typeof value === 'number' && Number.isFinite(value) && accepts(value) };
}

/** A whole number from `least` to `most`. */
export function integer(takes: string, least: number, most = Number.MAX_SAFE_INTEGER): Shape<number> {
  return number(takes, (value) => Number.isSafeInteger(value) && value >= least && value <= most);
}

/** One of a few values. */
export function oneOf<T>(takes: string, ...values: readonly T[]): Shape<T> {
  return { takes, fits: (value) => values.some((known) => known === value) };
}

/** A value that a predicate tells. */
export function kind<T>(takes: string, fits: (value: unknown) => value is T): Shape<T> {
  return { takes, fits };
}

/** A list of at least `least` items. */
export function list<T>(takes: string, item: Shape<T>, least = 0): Shape<readonly T[]> {
  return {
    takes,
    fits: (value) => Array.isArray(value) && value.length >= least,
    inside: (value, path) =>
      (value as readonly unknown[]).flatMap((part, index) => problemsOf(item, part, [...path, index])),
  };
}

/** One of two shapes, of which the first has no parts. */
export function either<A, B>(takes: string, simple: Shape<A>, other: Shape<B>): Shape<A | B> {
  return {
    takes,
    fits: (value) => simple.fits(value) || other.fits(value),
    inside: (value, path) => (simple.fits(value) ? [] : (other.inside?.(value, path) ?? [])),
  };
}

/** The shape of each field of a type. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };

/** An object with these fields and no others. Fields that are not in `required` may be absent or undefined. */
export function object<T extends object>(
  takes: string,
  fields: Fields<T>,
  required: readonly (keyof T & string)[] = [],
): Shape<T> {
  const known = Object.keys(fields);
  return {
    takes,
    // A promise has no fields of its own and would pass for an empty object.
    fits: (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise),
    inside: (value, path) => {
      const record = value as Readonly<Record<string, unknown>>;
      const wrong = Object.entries(fields as Readonly<Record<string, AnyShape>>).flatMap(([key, field]) =>
        record[key] === undefined && !required.some((name) => name === key)
          ? []
          : problemsOf(field, record[key], [...path, key]),
      );
      const unknown = Object.keys(record).filter((key) => !known.includes(key));
      return [...wrong, ...unknown.map((key) => describeUnknown([...path, key], key, known))];
    },
  };
}

function describeUnknown(path: Path, key: string, known: readonly string[]): string {
  const nearest = nearestName(key, known);
  const what = `Unknown field \`${nameOf(path)}\``;
  if (nearest !== undefined) return `${what}: did you mean \`${nearest}\`?`;
  return `${what}. The fields here are ${known.map((field) => `\`${field}\``).join(', ')}.`;
}

/** `site.links[2].href` */
function nameOf(path: Path): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? key : `${name}.${key}`;
  }, '');
}

/** The value as in source code where that is short, its kind where not. */
function show(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `'${value.slice(0, 60)}…'` : `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value instanceof Promise) return 'a promise';
  if (value === undefined) return 'missing';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
