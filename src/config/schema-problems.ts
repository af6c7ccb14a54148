import { z } from 'zod';
import type { UserConfig } from './define-config.js';
import { nearestName } from './nearest-name.js';
import { userConfigSchema } from './schema.js';

/** A configuration that is what it should be, or everything that is wrong with it, one sentence each. */
export type ParsedConfig =
  | { readonly config: UserConfig; readonly problems?: never }
  | { readonly config?: never; readonly problems: readonly string[] };

/** Holds a value of unknown shape against the schema and finds all problems at once. */
export function parseUserConfig(value: unknown): ParsedConfig {
  // A promise has no fields of its own and would pass for an empty configuration.
  if (value instanceof Promise) return { problems: [describeType([], value)] };
  const result = userConfigSchema.safeParse(value);
  if (result.success) return { config: result.data };
  return { problems: result.error.issues.flatMap(unfold).flatMap((issue) => describe(issue, value)) };
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Of the alternatives of a union, the one that was meant: that whose own type fits, so that only details are wrong. */
function unfold(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0 || isAboutKeys(inner)));
  if (!meant) return [issue];
  return meant.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isAboutKeys(issue: Issue): boolean {
  return issue.code === 'unrecognized_keys';
}

function describe(issue: Issue, root: unknown): readonly string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => describeUnknown(issue.path, key));
  if (issue.code === 'invalid_key') return [describeKey(issue.path)];
  return [describeType(issue.path, issue.path.reduce<unknown>(member, root))];
}

function describeType(path: Path, value: unknown): string {
  const takes = describedAt(path);
  if (path.length === 0) return `The configuration is ${show(value)}; it must be ${takes}.`;
  return `\`${name(path)}\` is ${show(value)}; it takes ${takes}.`;
}

function describeKey(path: Path): string {
  const schema = schemasAlong(path.slice(0, -1)).at(-1);
  const takes = schema instanceof z.ZodRecord ? (schema.keyType as z.ZodType).description : undefined;
  return `\`${name(path.slice(0, -1))}\` has the key ${show(path.at(-1))}; it takes ${takes ?? 'another'}.`;
}

function describeUnknown(path: Path, key: string): string {
  const known = fieldsAt(path);
  const nearest = nearestName(key, known);
  const what = `Unknown field \`${name([...path, key])}\``;
  if (nearest !== undefined) return `${what}: did you mean \`${nearest}\`?`;
  return `${what}. The fields here are ${known.map((field) => `\`${field}\``).join(', ')}.`;
}

/** `site.links[2].href` */
function name(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
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

/** What the field at a path takes, in words: the description nearest to it. */
function describedAt(path: Path): string {
  const described = schemasAlong(path)
    .map((schema) => schema.description)
    .filter((text) => text !== undefined);
  return described.at(-1) ?? 'something else';
}

function fieldsAt(path: Path): readonly string[] {
  const schema = schemasAlong(path).at(-1);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schemas from the root to a path, without the wrappers around them. */
function schemasAlong(path: Path): readonly z.ZodType[] {
  const schemas = [...unwrap(userConfigSchema)];
  for (const key of path) {
    const next = stepInto(schemas.at(-1), key);
    if (next) for (const schema of unwrap(next)) schemas.push(schema);
  }
  return schemas;
}

function stepInto(schema: z.ZodType | undefined, key: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key as string];
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return undefined;
}

/** A schema and what its wrappers hold; of a union, the alternative that has members. */
function unwrap(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) {
    return [schema, ...unwrap(schema.unwrap() as z.ZodType)];
  }
  if (schema instanceof z.ZodUnion) {
    const branches = (schema.options as readonly z.ZodType[]).map((option) => unwrap(option));
    const deep = branches.find((branch) => branch.at(-1) instanceof z.ZodObject || branch.at(-1) instanceof z.ZodArray);
    return [schema, ...(deep ?? [])];
  }
  return [schema];
}
