import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../assets/client/parts/search/data.js';
import { createEngine } from '../../../assets/client/parts/search/engine.js';

const engine = createEngine({
  groups: [
    { name: 'blue-heron', href: 'blue-heron/index.html', template: '2025' },
    { name: 'Grüne Gruppe', href: 'gr%C3%BCne/index.html', template: '' },
  ],
  questions: ['Question 0', 'Question 1', 'Question 2'],
});
const ready = engine.add([
  [0, 1, 'q1', 'We run docker containers in the cloud.'],
  [0, 2, 'q2', 'The code has a coverage of 58 %.'],
  [1, 1, 'q1', 'Our containers never saw a cloud; coverage of the code is high.'],
  [1, 2, 'q2-2', 'Configuration lives in config_cloud.yaml.'],
]);

const all = { fits: () => true };

async function find(query: string, scope: Scope = all): Promise<readonly string[]> {
  await ready;
  return engine
    .search(query, scope)
    .slice(0)
    .map(({ href, anchor }) => `${href}#${anchor}`);
}

describe('search', () => {
  it('finds answers of the groups that fit, and forgives errors where they have none without', async () => {
    expect(await find('cloud', { fits: (template) => template === '2025' })).toEqual(['blue-heron/index.html#q1']);
    expect(await find('dokcer', { fits: (template) => template === '' })).toEqual([]);
    expect(await find('coverge', { fits: (template) => template === '2025' })).toEqual(['blue-heron/index.html#q2']);
  });

  it('finds answers to one question', async () => {
    expect(await find('cloud', { ...all, question: 2 })).toEqual(['gr%C3%BCne/index.html#q2-2']);
  });

  it('names searches that find something, as the answers write it', async () => {
    const texts = [
      'Prüfungen laufen nachts.',
      'Die Prüfungen laufen im Licht.',
      'Im Schatten warten Hüllen.',
      'a',
      'b',
    ];
    const filler = ['c', 'd', 'e', 'f', 'Schatten warten lang.'];
    const course = createEngine({ groups: [{ name: 'a', href: 'a/index.html', template: '' }], questions: ['1'] });
    expect(course.examples()).toEqual([]);
    await course.add([...texts, ...filler].map((text, index) => [0, 0, `q${index}`, text] as const));
    const examples = course.examples();
    expect(examples).toEqual(['prüfungen', '"schatten warten"']);
    for (const example of examples) expect(course.search(example, all).total).toBeGreaterThan(0);
  });

  it('finds answers with all words, whatever their case and accents', async () => {
    expect(await find('CONTAINERS docker')).toEqual(['blue-heron/index.html#q1']);
  });

  it('finds words by prefix', async () => {
    expect(await find('contai')).toEqual(['blue-heron/index.html#q1', 'gr%C3%BCne/index.html#q1']);
  });

  it('finds misspelt words, also with transposed letters', async () => {
    expect(await find('dokcer')).toEqual(['blue-heron/index.html#q1']);
    expect(await find('cofniguration')).toEqual(['gr%C3%BCne/index.html#q2-2']);
  });

  it('finds words in quotation marks as a phrase', async () => {
    expect(await find('"coverage of the code"')).toEqual(['gr%C3%BCne/index.html#q1']);
    expect(await find('„Coverage of the code“')).toEqual(['gr%C3%BCne/index.html#q1']);
    expect(await find('"code coverage"')).toEqual([]);
    const [hit] = engine.search('cloud "of the code"', all).slice(0);
    expect(hit?.wanted).toEqual({ terms: new Set(['cloud']), phrases: [['of', 'the', 'code']] });
  });

  it('finds groups by their names', async () => {
    expect(await find('grune')).toHaveLength(2);
  });

  it('falls back to some of the words when no answer has all', async () => {
    expect([...(await find('docker yaml'))].sort()).toEqual(['blue-heron/index.html#q1', 'gr%C3%BCne/index.html#q2-2']);
  });

  it('returns the words to highlight', async () => {
    await ready;
    const [hit] = engine.search('dokcer', all).slice(0);
    expect(hit?.wanted.terms).toEqual(new Set(['docker']));
  });

  it('leaves out fuzzy matches when there are enough exact ones', async () => {
    const texts = [1, 2, 3, 4, 5].map((n) => `Docker ran part ${n}.`);
    const others = ['The door is locked.', 'The locked door was opened by Docker.'];
    const answers = [...texts, ...others].map((text, index) => [0, index + 1, `q${index + 1}`, text] as const);
    const questions = ['0', '1', '2', '3', '4', '5', '6', '7'];
    const course = createEngine({ groups: [{ name: 'a', href: 'a/index.html', template: '' }], questions });
    await course.add(answers);
    const hits = course.search('docker', all).slice(0);
    expect(hits.map(({ question }) => question).sort()).toEqual(['1', '2', '3', '4', '5', '7']);
    expect(hits.find(({ question }) => question === '7')?.wanted.terms).toEqual(new Set(['docker']));
    // With few exact matches, fuzzy ones follow.
    expect(
      course
        .search('opend', all)
        .slice(0)
        .map(({ question }) => question),
    ).toEqual(['7']);
  });

  it('counts answers and groups without building results', async () => {
    await ready;
    expect(engine.search('cloud', all)).toMatchObject({ total: 3, groups: 2 });
  });
});
