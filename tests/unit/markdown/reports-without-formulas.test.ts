import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hasFormula } from '../../../src/parse/parsers.js';
import { corpus, corpusReports, hasCorpus } from '../../support/corpus.js';

/** The texts below a folder that have a formula, block by block: one dollar sign may pair with another far away. */
function withFormulas(folder: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const text = readFileSync(`${folder}${name}`, 'utf8');
    return [text, ...text.split(/\n\s*\n/)].some(hasFormula);
  });
}

it('the sample course has no formula', () => {
  const samples = fileURLToPath(new URL('../../../reports/', import.meta.url));
  const texts = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  expect(texts.length).toBeGreaterThan(1);
  expect(withFormulas(samples, texts)).toEqual([]);
});

it.skipIf(!hasCorpus)('amounts, variables and paths of five real reports are no formulas', () => {
  const texts = corpusReports.map((name) => `reports/${name}/README.md`);
  expect(withFormulas(corpus, texts)).toEqual([]);
});
