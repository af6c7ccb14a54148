import { describe, expect, it } from 'vitest';
import { findPersonal, type PersonalFinding, type PublishedFile } from '../../../src/publish/find-personal.js';

const form = /s\d{6}/i;

/** What is found in a text, without the place. */
function found(text: string, studentNumber: RegExp | null = form): readonly string[] {
  return findPersonal({ path: 'index.html', text }, studentNumber).map(({ what, shown }) => `${what}: ${shown}`);
}

// No key is written out here: what looks like one is refused by the servers that source code is pushed to.
const letters = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'.repeat(4);
const hex = '0123456789abcdef'.repeat(3).slice(0, 40);

describe('hits', () => {
  it.each([
    ['s123456', 'student number: s1…'],
    ['(S123456)', 'student number: S1…'],
    ['s123456-report', 'student number: s1…'],
    ['ada.byron+x@student.uni.dk', 'e-mail address: a…@student.uni.dk'],
    ['<a href="mailto:ada@uni.dk">', 'e-mail address: a…@uni.dk'],
    ['&lt;ada@uni.dk&gt;', 'e-mail address: a…@uni.dk'],
    ['Write to søren@bücher.example.dk.', 'e-mail address: s…@bücher.example.dk'],
    [`gh${'p_'}${letters.slice(0, 36)}`, 'GitHub token: ghp_…'],
    [`github${'_pat_'}${letters.slice(0, 22)}_${letters.slice(0, 59)}`, 'GitHub token: gith…'],
    [`glpa${'t-'}${letters.slice(0, 20)}`, 'GitLab token: glpa…'],
    [`AKI${'A'}${'ABCDEFGH12345678'}`, 'AWS access key: AKIA…'],
    [`AIz${'a'}${letters.slice(0, 35)}`, 'Google API key: AIza…'],
    [`xox${'b-'}123456789012-${letters.slice(0, 24)}`, 'Slack token: xoxb…'],
    [`hf${'_'}${letters.slice(0, 34)}`, 'Hugging Face token: hf_a…'],
    [`sk${'-'}${letters.slice(0, 48)}`, 'OpenAI or Anthropic key: sk-a…'],
    [`sk${'-ant-api03-'}${letters.slice(0, 80)}`, 'OpenAI or Anthropic key: sk-a…'],
    [`sk${'-proj-'}${letters.slice(0, 60)}_${letters.slice(0, 20)}`, 'OpenAI or Anthropic key: sk-p…'],
    [`ey${'J'}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${letters.slice(0, 43)}`, 'JSON Web Token: eyJh…'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'private key: -----BEGIN RSA PRIVATE KEY-----'],
    ['-----BEGIN PRIVATE KEY-----', 'private key: -----BEGIN PRIVATE KEY-----'],
    [`WANDB_API_KEY=${hex}`, 'Weights & Biases key: 0123…'],
    [`wandb login ${hex}`, 'Weights & Biases key: 0123…'],
    [`<code>WANDB_API_KEY</code>: <code>${hex}</code>`, 'Weights & Biases key: 0123…'],
  ])('%s', (text, expected) => {
    expect(found(`Before ${text} behind.`)).toEqual([expected]);
  });

  it('sees what highlighting cuts apart', () => {
    const token = `gh${'p_'}${letters.slice(0, 36)}`;
    const html = `<span style="--a:#fff">TOKEN=</span><span class="x">${token.slice(0, 9)}</span><span>${token.slice(9)}</span>`;
    expect(found(html)).toEqual(['GitHub token: ghp_…']);
  });

  it('takes what the course says a student number is', () => {
    expect(found('c12-3456 and s123456', /[a-z]\d\d-\d{4}/)).toEqual(['student number: c1…']);
    expect(found('s123456', null)).toEqual([]);
    // A pattern that is sticky or anchored to a place is no reason to fail.
    expect(found('the number s123456', /s\d{6}/y)).toEqual(['student number: s1…']);
  });
});

describe('near misses', () => {
  it.each([
    ['s12345', 's1234567', 'rs123456', 's_123456', 'as123456b', 'x_s123456'],
    ['icon@2x.png', 'pkg@1.2.3', 'actions/checkout@v4', '@media', 'user@host', 'a @ b.dk', 'q@k.transpose(1, 2)'],
    ['git@github.com:owner/repo.git', 'noreply@github.com', 'someone@example.com', 'a@course.test'],
    ['1234+someone@users.noreply.github.com', 'runner@my-project.iam.gserviceaccount.com'],
    [`gh${'p_'}tooshort`, `agh${'p_'}${letters.slice(0, 36)}`, 'ghp_'],
    ['AKIAIOSFODNN7', `xAKI${'A'}ABCDEFGH12345678`, `AKI${'A'}ABCDEFGH12345678Z`],
    [`AIz${'a'}short`, 'xoxb-short', 'hf_hub_download', 'hf_transfer'],
    ['sk-learn-is-a-fine-library-to-use', 'sk-circle-fade-dot-animation-12', 'ask-aB3dE6gH9jK2mN5pQ8sT1vW'],
    [`ey${'J'}hbGciOiJIUzI1NiJ9`, '-----BEGIN PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----'],
    [
      hex,
      `commit ${hex}`,
      `https://github.com/wandb/wandb/commit/${hex}`,
      `wandb@${hex}`,
      `wandb ${hex}0123456789abcdef01234567`,
    ],
    [`wandb${' far'.repeat(30)} ${hex}`, `wandb\n${hex}`],
  ])('%s, …', (...texts) => {
    for (const text of texts) expect(found(`Before ${text} behind.`), text).toEqual([]);
  });

  it('embedded files are no text', () => {
    const key = `AKI${'A'}ABCDEFGH12345678`;
    expect(found(`<img src="data:image/webp;base64,abc/${key}/s123456==">`)).toEqual([]);
    expect(found(`<img src="data:image/webp;base64,abc" alt="s123456">`)).toHaveLength(1);
  });
});

describe('places', () => {
  const places = (file: PublishedFile): readonly Omit<PersonalFinding, 'digest'>[] =>
    findPersonal(file, form).map(({ digest: _, ...place }) => place);

  it('names the first line, and counts', () => {
    const text = 'one\n<p>s123456 and s654321\n\ns123456 ada@uni.dk\ns123456</p>\n';
    expect(places({ path: 'a/index.html', text })).toEqual([
      { what: 'student number', path: 'a/index.html', line: 2, shown: 's1…', count: 3 },
      { what: 'student number', path: 'a/index.html', line: 2, shown: 's6…', count: 1 },
      { what: 'e-mail address', path: 'a/index.html', line: 4, shown: 'a…@uni.dk', count: 1 },
    ]);
  });

  it('looks at the name of a file that is no text', () => {
    expect(places({ path: 's123456/figures/plot.webp', text: null })).toEqual([
      { what: 'student number', path: 's123456/figures/plot.webp', line: null, shown: 's1…', count: 1 },
    ]);
  });

  it('never shows what it found whole', () => {
    const token = `gh${'p_'}${letters.slice(0, 36)}`;
    const [finding] = findPersonal({ path: 'x', text: token }, form);
    expect(JSON.stringify(finding)).not.toContain(token.slice(0, 10));
  });
});
