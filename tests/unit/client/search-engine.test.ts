import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../assets/client/parts/search/engine.js';

const engine = createEngine({
  groups: [
    { name: 'blue-heron', href: 'blue-heron/index.html' },
    { name: 'Grüne Gruppe', href: 'gr%C3%BCne/index.html' },
  ],
  questions: ['Question 0', 'Question 1', 'Question 2'],
  answers: [
    [0, 1, 'q1', 'We run docker containers in the cloud.'],
    [0, 2, 'q2', 'The code has a coverage of 58 %.'],
    [1, 1, 'q1', 'Our containers never saw a cloud; coverage of the code is high.'],
    [1, 2, 'q2-2', 'Configuration lives in config_cloud.yaml.'],
  ],
});

async function find(query: string): Promise<readonly string[]> {
  await engine.ready;
  return engine
    .search(query)
    .slice(0)
    .map(({ href }) => href);
}

describe('search', () => {
  it('finds what holds all words, in any form of letters', async () => {
    expect(await find('CONTAINERS docker')).toEqual(['blue-heron/index.html#q1']);
  });

  it('finds unfinished words', async () => {
    expect(await find('contai')).toEqual(['blue-heron/index.html#q1', 'gr%C3%BCne/index.html#q1']);
  });

  it('finds misspelt words, with swapped letters as well', async () => {
    expect(await find('dokcer')).toEqual(['blue-heron/index.html#q1']);
    expect(await find('cofniguration')).toEqual(['gr%C3%BCne/index.html#q2-2']);
  });

  it('keeps words between quotation marks together', async () => {
    expect(await find('"coverage of the code"')).toEqual(['gr%C3%BCne/index.html#q1']);
    expect(await find('"code coverage"')).toEqual([]);
  });

  it('finds groups by their names', async () => {
    expect(await find('grune')).toHaveLength(2);
  });

  it('offers what holds some of the words when nothing holds all', async () => {
    expect([...(await find('docker yaml'))].sort()).toEqual(['blue-heron/index.html#q1', 'gr%C3%BCne/index.html#q2-2']);
  });

  it('says which words of the answer were meant', async () => {
    await engine.ready;
    const [hit] = engine.search('dokcer').slice(0);
    expect(hit?.terms).toEqual(new Set(['docker']));
  });

  it('does not take a word that is right for another', async () => {
    const texts = [1, 2, 3, 4, 5].map((n) => `Docker ran part ${n}.`);
    const others = ['The door is locked.', 'The locked door was opened by Docker.'];
    const answers = [...texts, ...others].map((text, index) => [0, index + 1, `q${index + 1}`, text] as const);
    const questions = ['0', '1', '2', '3', '4', '5', '6', '7'];
    const course = createEngine({ groups: [{ name: 'a', href: 'a/index.html' }], questions, answers });
    await course.ready;
    const hits = course.search('docker').slice(0);
    expect(hits.map(({ question }) => question).sort()).toEqual(['1', '2', '3', '4', '5', '7']);
    expect(hits.find(({ question }) => question === '7')?.terms).toEqual(new Set(['docker']));
    // Of one word there is little: similar ones are found too, behind it.
    expect(
      course
        .search('opend')
        .slice(0)
        .map(({ question }) => question),
    ).toEqual(['7']);
  });

  it('counts answers and groups without drawing them', async () => {
    await engine.ready;
    expect(engine.search('cloud')).toMatchObject({ total: 3, groups: 2 });
  });
});
