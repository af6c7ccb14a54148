import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerMarkdown } from '../../../src/markdown/dialect.js';
import { questionsOf } from '../../../src/model/report.js';
import { parseReport } from '../../../src/parse/parse-report.js';
import { parseTemplate } from '../../../src/parse/template/parse-template.js';
import { findSimilarAnswers } from '../../../src/similar/find-similar-answers.js';
import type { GroupAnswer } from '../../../src/similar/types.js';
import { corpus, corpusReports, hasCorpus } from '../../support/corpus.js';
import { groupsOf, reworded } from './texts.js';

const md = answerMarkdown();

/** Markdown as a reader sees it, roughly: the text of each block. */
function plainText(markdown: string): string {
  return md
    .parse(markdown, {})
    .map(({ type, content, children }) => {
      if (type === 'fence' || type === 'code_block') return content;
      return (children ?? []).map((token) => (/break$/.test(token.type) ? '\n' : token.content)).join('');
    })
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

function readCorpus() {
  const sources = ['2024.md', '2025.md', '2026.md'].map((name) => ({
    name,
    text: readFileSync(`${corpus}templates/${name}`, 'utf8'),
  }));
  const templates = sources.map(({ name, text }) => parseTemplate(text, name));
  const answers = corpusReports.flatMap((slug, group) => {
    const text = readFileSync(`${corpus}reports/${slug}/README.md`, 'utf8');
    const { report } = parseReport({ text, path: slug, slug, group: slug, templates });
    return questionsOf(report).map(
      ({ key, answer }): GroupAnswer => ({ group, question: Number(key), text: plainText(answer.markdown) }),
    );
  });
  return { answers, given: sources.map(({ text }) => plainText(text.replace(/^>/gm, ''))) };
}

describe.runIf(hasCorpus)('real reports', () => {
  const { answers, given } = hasCorpus ? readCorpus() : { answers: [], given: [] };

  it('share nothing, once the words of the template are set aside', () => {
    expect(answers.filter(({ text }) => text.split(/\s+/).length > 40).length).toBeGreaterThan(100);
    expect(findSimilarAnswers({ answers, given })).toEqual([]);
  });

  it('share nothing where answers to different questions are laid side by side', () => {
    for (let turn = 1; turn <= 30; turn += 1) {
      const turned = answers.map((answer) => ({
        ...answer,
        question: (answer.question + turn * answer.group) % 31,
      }));
      expect(findSimilarAnswers({ answers: turned, given })).toEqual([]);
    }
  });

  it('show each answer that another group takes over with every eighth word replaced', () => {
    const copied = answers.filter(({ text }) => text.split(/\s+/).length >= 60);
    const missed = copied.filter((answer) => {
      const copy = { ...answer, group: 9, text: reworded(answer.text, 8) };
      return !groupsOf(findSimilarAnswers({ answers: [...answers, copy], given })).includes(`${answer.group}+9`);
    });
    expect(copied.length).toBeGreaterThan(90);
    expect(missed).toEqual([]);
  });
});
