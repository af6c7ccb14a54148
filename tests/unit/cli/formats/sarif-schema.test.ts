import { describe, expect, it } from 'vitest';
import { openSarif } from '../../../../src/cli/formats/sarif.js';
import { sarifProblems } from '../../../support/sarif-schema.js';
import { clean, format, result } from './results.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A copy of the document with one value replaced; `undefined` removes it. */
function broken(path: readonly (string | number)[], value: Json | undefined): Json {
  const copy = JSON.parse(format(openSarif, result)) as Json;
  let parent = copy as Record<string | number, Json>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, Json>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe('the published schema of SARIF 2.1.0', () => {
  it('accepts problems with hostile names and texts, and a report that could not be read', () => {
    expect(sarifProblems(JSON.parse(format(openSarif, result)))).toEqual([]);
  });

  it('accepts a run without problems', () => {
    expect(sarifProblems(JSON.parse(format(openSarif, clean)))).toEqual([]);
    expect(sarifProblems(JSON.parse(format(openSarif, [])))).toEqual([]);
  });

  const place = ['runs', 0, 'results', 0, 'locations', 0, 'physicalLocation'];
  it.each([
    [['version'], '2.0.0', '/version must be equal to one of the allowed values'],
    [['runs'], undefined, " must have required property 'runs'"],
    [['runs', 0, 'tool', 'driver', 'name'], undefined, "/runs/0/tool/driver must have required property 'name'"],
    [['runs', 0, 'columnKind'], 'bytes', '/runs/0/columnKind must be equal to one of the allowed values'],
    [['runs', 0, 'findings'], [], '/runs/0 must NOT have additional properties'],
    [['runs', 0, 'results', 0, 'level'], 'warn', '/runs/0/results/0/level must be equal to one of the allowed values'],
    [['runs', 0, 'results', 0, 'message'], 'text', '/runs/0/results/0/message must be object'],
    [
      [...place, 'region', 'startLine'],
      0,
      '/runs/0/results/0/locations/0/physicalLocation/region/startLine must be >= 1',
    ],
    [
      [...place, 'artifactLocation', 'uri'],
      'a b',
      '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri must match format "uri-reference"',
    ],
  ])('rejects %j as %j', (path, value, problem) => {
    expect(sarifProblems(broken(path, value))).toContain(problem);
  });
});
