import { describe, expect, it } from 'vitest';
import { findSimilarAnswers } from '../../../src/similar/find-similar-answers.js';
import { compare, drying, groupsOf, lamp, ownProse, scale } from './texts.js';

describe('what makes no pair', () => {
  it('is the same words in answers to different questions, or of one group', () => {
    const answers = [
      { group: 1, question: '1', text: scale },
      { group: 2, question: '2', text: scale },
      { group: 1, question: '1', text: scale },
    ];
    expect(findSimilarAnswers({ answers, given: [] })).toEqual([]);
  });

  it('is what every group was given, also where its blanks are filled in alike', () => {
    const example = 'We used the instrument ... in our series. We set it up on the ... side and read it with ... .';
    const filled = (thing: string): string =>
      `We used the instrument scale in our series. We set it up on the ${thing} side and read it with care.`;
    const texts = [`${filled('left')} ${lamp}`, `${filled('left')} ${drying}`];
    expect(groupsOf(compare(texts))).toEqual(['0+1']);
    expect(compare(texts, [example])).toEqual([]);
  });

  it('is a sentence that a fifth of the groups have, but not one that four have', () => {
    const cohort = (holders: number): readonly string[] =>
      Array.from({ length: 60 }, (_, group) => {
        const own = ownProse(
          `g${String.fromCharCode(97 + (group % 26))}${group < 26 ? '' : 'z'}${group < 52 ? '' : 'y'}`,
          80,
        );
        return group < holders ? `${own} ${scale}` : own;
      });
    expect(groupsOf(compare(cohort(4)))).toEqual(['0+1', '0+2', '0+3', '1+2', '1+3', '2+3']);
    expect(compare(cohort(12))).toHaveLength(66);
    expect(compare(cohort(13))).toEqual([]);
    expect(compare(cohort(4).slice(0, 8))).toHaveLength(6);
  });

  it('is a sentence that more than twenty groups have, however many groups there are', () => {
    const cohort = (holders: number): readonly string[] =>
      Array.from({ length: 150 }, (_, group) =>
        group < holders ? scale : 'Own words: none of these was weighed at all.',
      );
    expect(compare(cohort(20))).toHaveLength(190);
    expect(compare(cohort(21))).toEqual([]);
  });

  it('is commands, code, file names and names of tools', () => {
    const commands = `git clone https://example.org/lab/scales.git
cd scales
python -m venv .venv
source .venv/bin/activate
pip install -r requirements.txt
pip install -r requirements_dev.txt
dvc pull
pre-commit install`;
    const code = `jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - name: Set up Python
        uses: actions/setup-python@v5
        with:
          python-version: 3.12
      - run: pytest tests/ --cov=src

def mean(values):
    total = sum(values)
    return total / len(values)`;
    const tools =
      'We used PyTorch, PyTorch Lightning, Hydra, DVC, Docker, FastAPI, Locust, Weights and Biases, Cloud Run, Cloud Build and Evidently.';
    const files =
      'The rest is in src/scales/data.py, src/scales/train.py, src/scales/model.py, tests/test_data.py and configs/default.yaml.';
    const shared = [commands, code, tools, files].join('\n\n');
    expect(compare([`${lamp}\n\n${shared}`, `${shared}\n\n${drying}`])).toEqual([]);
    const [pair] = compare([`${scale}\n\n${commands}`, `${scale}\n\n${commands}`]);
    expect(pair?.words).toBe(59);
    expect(pair?.sides.map(({ segments }) => segments.length)).toEqual([1, 1]);
  });

  it('is prose of which little more than half is shared', () => {
    const half = (seed: string): string =>
      ownProse('a', 100)
        .split(' ')
        .map((word, index) => (index % 7 < 4 ? word : `${seed}${word}`))
        .join(' ');
    expect(compare([half('b'), half('c')])).toEqual([]);
  });

  it('is an idiom, also beside a passage', () => {
    const idiom = 'it was easy to use';
    const [pair] = compare([`${scale} ${ownProse('a', 7)} ${idiom}`, `${scale} ${ownProse('b', 7)} ${idiom}`]);
    expect(pair?.sides.map(({ segments }) => segments.at(-1)?.text)).toEqual([
      `. ${ownProse('a', 7)} ${idiom}`,
      `. ${ownProse('b', 7)} ${idiom}`,
    ]);
  });

  it('is an idiom alone, or nothing at all', () => {
    expect(
      compare([`${lamp} It was easy to use and worked well.`, `${drying} It was easy to use and worked well.`]),
    ).toEqual([]);
    expect(compare([])).toEqual([]);
    expect(compare(['', ' \n', '…'])).toEqual([]);
  });
});
