/** Pictures as reports write them for GitHub: each row a report. They are built in this process, which saves its start. */
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build } from '../../src/index.js';
import type { CheckOutput } from '../../src/pipeline/check/check-output.js';
import { readTree, writeIn } from '../support/course-files.js';
import { runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-pictures-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

const bars = (width: number, height: number): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><rect x="10" y="10" width="20" height="${height - 20}" fill="#26c"/></svg>`,
    ),
  )
    .png()
    .toBuffer();

interface Outcome {
  /** `line rule: message` of each diagnostic. */
  readonly messages: readonly string[];
  /** The HTML of the answer. */
  readonly answer: string;
  /** The answer's text for programs. */
  readonly text: string;
  readonly figures: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly groups: readonly { readonly diagnostics: CheckOutput['reports'][number]['diagnostics'] }[];
}

interface ReportJson {
  readonly questions: readonly { readonly text: string }[];
}

/** Builds a report of one question that asks for figures. */
async function run(
  answer: string,
  files: Readonly<Record<string, string | Buffer>>,
  asked = 'one figure',
): Promise<Outcome> {
  const prompt = asked === '' ? 'What did you see?' : `Insert ${asked} of the harvest.`;
  writeIn(cwd, 'reports/one/README.md', `# Report\n\n### Question 1\n\n> **${prompt}**\n>\n> Answer:\n\n${answer}\n`);
  for (const [name, content] of Object.entries(files)) writeIn(cwd, `reports/one/${name}`, content);
  await build({ cwd, cache: false });
  const site = readTree(join(cwd, 'site'));
  const { groups } = JSON.parse(Buffer.from(site['manifest.json'] ?? '', 'latin1').toString()) as Manifest;
  const messages = (groups[0]?.diagnostics ?? []).map(({ line, rule, message }) => `${line} ${rule}: ${message}`);
  const page = await readFile(join(cwd, 'site/one/index.html'), 'utf8');
  const [, html = ''] = /<div class="answer prose"[^>]*>([\s\S]*?)<\/article>/.exec(page) ?? [];
  const figures = await readdir(join(cwd, 'site/one/figures')).catch(() => []);
  const { questions } = JSON.parse(await readFile(join(cwd, 'site/one/report.json'), 'utf8')) as ReportJson;
  return { messages, answer: html, text: questions[0]?.text ?? '', figures, files: site };
}

describe('a picture in a link', () => {
  it('leads where the report says, and can be enlarged', async () => {
    const { messages, answer } = await run('[![Bars of the harvest](figures/bars.png)](https://example.org/board)', {
      'figures/bars.png': await bars(300, 200),
    });
    expect(messages).toEqual([]);
    expect(answer).toMatch(
      /<a class="figure-link" href="https:\/\/example\.org\/board" rel="noopener noreferrer nofollow"><img src="figures\/bars-300w-\w{8}\.webp" /,
    );
    expect(answer).toMatch(
      /<a class="figure-zoom figure-enlarge" data-generated href="figures\/bars-300w-\w{8}\.webp">Enlarge<\/a>/,
    );
  });

  it('is no link when the address may not be followed', async () => {
    const { answer } = await run('[![Bars of the harvest](figures/bars.png)](javascript:alert(1))', {
      'figures/bars.png': await bars(300, 200),
    });
    expect(answer).toContain('<a class="figure-zoom"');
    expect(answer).not.toContain('javascript');
  });

  it.each([
    ['Markdown', '[![Bars of the harvest](figures/small.png)](figures/large.png)'],
    ['HTML', '<a href="figures/large.png"><img src="figures/small.png" alt="Bars of the harvest"></a>'],
    ['HTML in lines', '<a href="figures/large.png">\n  <img src="figures/small.png" alt="Bars of the harvest">\n</a>'],
    [
      'itself',
      '[![Bars of the harvest](figures/large.png)](https://github.com/group/repo/blob/main/figures/large.png)',
    ],
  ])('that leads to its large version is one figure: %s', async (_, answer) => {
    const pictures = { 'figures/small.png': await bars(60, 40), 'figures/large.png': await bars(900, 600) };
    const outcome = await run(answer, pictures);
    expect(outcome.messages.filter((message) => !message.includes('figure-path'))).toEqual([]);
    expect(outcome.answer.match(/<figure /g)).toHaveLength(1);
    expect(outcome.answer).toMatch(/<a class="figure-zoom" href="figures\/large-900w-/);
    expect(outcome.figures.filter((name) => name.startsWith('small'))).toEqual([]);
  });
});

describe('a data URL', () => {
  it('that holds a picture is a figure', async () => {
    const url = `data:image/png;base64,${(await bars(120, 90)).toString('base64')}`;
    const { messages, figures, files } = await run(`![Bars of the harvest](${url})`, {});
    expect(messages).toEqual([]);
    expect(figures).toEqual([expect.stringMatching(/^figure-120w-\w{8}\.webp$/)]);
    for (const content of Object.values(files)) expect(content).not.toContain(url.slice(0, 200));
  });

  it('that holds a drawing is sanitized', async () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9"/></svg>';
    const url = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
    const { messages, figures, files } = await run(`![A line](${url})`, {});
    expect(messages).toEqual([]);
    expect(files[`one/figures/${figures[0]}`]).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>',
    );
  });

  it('that holds something else is an error with its beginning', async () => {
    const url = `data:image/png;base64,${'Zm9vYmFy'.repeat(5000)}`;
    const { messages, files } = await run(`See ![Bars of the harvest](${url})`, {});
    expect(messages).toEqual([
      "9 figure-unreadable: “data:image/png;base64,Zm9vYmFyZm9vYmFyZm…” cannot be shown. What the address holds is no picture: save the picture in the report's folder and refer to that file.",
    ]);
    for (const content of Object.values(files)) expect(content).not.toContain(url.slice(0, 200));
  });
});

describe('a PDF', () => {
  const pdf = '%PDF-1.4\n% a chart\n%%EOF\n';

  it('is told to be none where it is shown, and can be opened', async () => {
    const { messages, answer, figures } = await run('![Bars of the harvest](figures/bars.pdf)', {
      'figures/bars.pdf': pdf,
    });
    expect(messages).toEqual([
      '9 figure-unreadable: “figures/bars.pdf” cannot be shown. The file is a PDF, not a picture: export the page as PNG or SVG.',
    ]);
    expect(figures).toEqual([expect.stringMatching(/^bars-\w{8}\.pdf$/)]);
    expect(answer).toMatch(/<a class="figure-box-name" data-generated href="figures\/bars-\w{8}\.pdf"/);
  });

  it('is in a page that is one file, unless it is too large, which the page says', async () => {
    const padding = '%'.repeat(11_000_000);
    writeIn(
      cwd,
      'a/README.md',
      '# A\n\n![Bars of the harvest](bars.pdf)\n\n![Bars of all years](all.pdf)\n\nOur [*poster*](bars.pdf).\n',
    );
    writeIn(cwd, 'a/bars.pdf', pdf);
    writeIn(cwd, 'a/all.pdf', `${pdf}${padding}`);
    await runReport(['html', 'a', '--single-file', '--no-cache'], { cwd });
    const page = await readFile(join(cwd, 'site', 'a.html'), 'utf8');
    const [, address = '', name] =
      /href="data:application\/pdf;base64,([^"]+)" download="(bars-\w{8}\.pdf)"/.exec(page) ?? [];
    expect(name).toBeDefined();
    expect(Buffer.from(address, 'base64').toString()).toBe(pdf);
    expect(page).toMatch(
      /Our <a href="data:application\/pdf;base64,[^"]+" download="bars-\w{8}\.pdf"><em>poster<\/em><\/a>\./,
    );
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).toMatch(/>all\.pdf<\/span>.*The file is too large to be in this page\.</);
  });

  it('is told to be none where it is linked and a figure is asked for', async () => {
    const { messages, answer, figures } = await run('[Bars of the harvest](figures/bars.pdf)', {
      'figures/bars.pdf': pdf,
    });
    expect(messages).toEqual([
      '9 figure-count: “figures/bars.pdf” is a PDF, not a picture; the prompt asks for 1 figure. Export the page as PNG or SVG, and write “![Bars of the harvest](figures/bars.png)”.',
    ]);
    expect(figures).toHaveLength(1);
    expect(answer).toMatch(/<a href="figures\/bars-\w{8}\.pdf">Bars of the harvest<\/a>/);
  });

  it('is linked without complaint elsewhere', async () => {
    const { messages, answer } = await run(
      'Our [poster](figures/bars.pdf) hangs there.',
      { 'figures/bars.pdf': pdf },
      '',
    );
    expect(messages).toEqual([]);
    expect(answer).toMatch(/<a href="figures\/bars-\w{8}\.pdf">poster<\/a>/);
  });
});

describe('<picture>', () => {
  const pictures = async () => ({ 'figures/day.png': await bars(300, 200), 'figures/night.png': await bars(310, 200) });

  it('shows each colour scheme its own picture', async () => {
    const { messages, answer, text } = await run(
      '<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="figures/night.png">\n  <source media="(prefers-color-scheme: light)" srcset="figures/day.png 1x">\n  <img alt="Bars of the harvest" src="figures/night.png">\n</picture>',
      await pictures(),
    );
    expect(messages).toEqual([]);
    expect(answer).toMatch(/<a class="figure-zoom figure-light" href="figures\/day-300w-/);
    expect(answer).toMatch(/<a class="figure-zoom figure-dark" data-generated href="figures\/night-310w-/);
    expect(answer.match(/<figure /g)).toHaveLength(1);
    expect(text).toBe('Bars of the harvest');
  });

  it('is told when the picture for dark pages is missing', async () => {
    const { messages } = await run(
      '<picture><source media="(prefers-color-scheme: dark)" srcset="figures/nigt.png"><img alt="Bars of the harvest" src="figures/day.png"></picture>',
      await pictures(),
    );
    expect(messages).toEqual([
      '9 figure-missing-file: There is no file “figures/nigt.png” in the report’s folder. Did you mean “figures/night.png”?',
    ]);
  });
});

it('a picture and its caption stay in the middle', async () => {
  const { messages, answer } = await run(
    '<p align="center">\n  <img src="figures/bars.png" alt="Bars of the harvest" width="150"><br>\n  <em>Figure 1: the harvest.</em>\n</p>',
    { 'figures/bars.png': await bars(300, 200) },
  );
  expect(messages).toEqual([]);
  expect(answer).toMatch(
    /<div[^>]* align="center"[^>]*>\s*<figure [\s\S]*<\/figure>\s*<br \/>\s*<em>Figure 1: the harvest\.<\/em>\s*<\/div>/,
  );
});

describe('a video', () => {
  it.each([
    [
      '<video src="https://example.org/tour.mp4" controls width="320"></video>',
      '<a class="link-video" href="https://example.org/tour.mp4" rel="noopener noreferrer nofollow"><span data-generated>Video: </span>https://example.org/tour.mp4</a>',
    ],
    [
      'Before <video controls><source src="https://example.org/tour.webm" type="video/webm"></video> after',
      '<a class="link-video" href="https://example.org/tour.webm" rel="noopener noreferrer nofollow"><span data-generated>Video: </span>https://example.org/tour.webm</a>',
    ],
    [
      'https://github.com/user-attachments/assets/0f0e0d0c-1111-2222-3333-444455556666',
      '><span data-generated>Video: </span>https://github.com/user-attachments/assets/0f0e0d0c-1111-2222-3333-444455556666</a>',
    ],
    [
      '<audio src="https://example.org/tour.mp3"></audio>',
      '<a class="link-video" href="https://example.org/tour.mp3" rel="noopener noreferrer nofollow"><span data-generated>Audio: </span>https://example.org/tour.mp3</a>',
    ],
  ])('is a link that says what it is: %s', async (written, expected) => {
    const { messages, answer, text } = await run(`We filmed it.\n\n${written}`, {}, '');
    expect(messages).toEqual([]);
    expect(answer).toContain(expected);
    expect(text).not.toMatch(/Video|Audio/);
  });

  it('beside the report is told to be missing from the page', async () => {
    const { messages, answer } = await run('<video src="tour.mp4"></video>', { 'tour.mp4': 'x' }, '');
    expect(messages).toEqual([
      '9 link-broken: “tour.mp4” is a file beside the report, and the page is published without it. Link to its page on the web.',
    ]);
    expect(answer).toContain('<span data-generated>Video: </span>tour.mp4');
  });
});

describe('files', () => {
  it('without an extension are shown, and told', async () => {
    const { messages, figures } = await run('![Bars of the harvest](figures/bars)', {
      'figures/bars': await bars(300, 200),
    });
    expect(messages).toEqual([
      '9 figure-path: “figures/bars” is a picture without an extension: call the file “figures/bars.png”, and write that here.',
    ]);
    expect(figures).toHaveLength(1);
  });

  const jp2 = Buffer.concat([Buffer.from([0, 0, 0, 12]), Buffer.from('jP  \r\n\x87\n', 'latin1'), Buffer.alloc(40)]);
  const bmp = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]);
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0heicmif1'), Buffer.alloc(40)]);
  it.each([
    ['bars.jp2', jp2, 'JPEG 2000 pictures cannot be read: export it as JPEG or PNG.'],
    ['bars.bmp', bmp, 'BMP pictures cannot be read: save it as PNG.'],
    ['bars.heic', heic, 'HEIC photographs cannot be read: export it as JPEG or PNG.'],
  ])('of a kind that cannot be shown are named: %s', async (name, content, reason) => {
    const { messages } = await run(`![Bars of the harvest](figures/${name})`, { [`figures/${name}`]: content });
    expect(messages).toEqual([`9 figure-unreadable: “figures/${name}” cannot be shown. ${reason}`]);
  });

  it('in TIFF are shown', async () => {
    const tiff = await sharp(await bars(300, 200))
      .tiff()
      .toBuffer();
    expect((await run('![Bars of the harvest](figures/bars.tif)', { 'figures/bars.tif': tiff })).messages).toEqual([]);
  });

  it('of one pixel are no figures', async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect((await run('![Bars of the harvest](figures/dot.png)', { 'figures/dot.png': dot })).messages).toEqual([
      '9 figure-unreadable: “figures/dot.png” cannot be shown. The picture is a single pixel, which shows nothing: put the figure itself in its place.',
    ]);
  });
});

it('the sample picture of the template is no figure', async () => {
  const sample = await bars(200, 100);
  const question =
    '### Question 1\n\n> **Insert two figures of the harvest.**\n>\n> ![sample](pics/sample.png)\n>\n> Answer:\n\n';
  writeIn(cwd, 'course/template.md', `# Report\n\n${question}--- question 1 fill here ---\n`);
  writeIn(cwd, 'course/pics/sample.png', sample);
  writeIn(
    cwd,
    'reports/one/README.md',
    `# Report\n\n${question}![Bars of the harvest](pics/sample.png) ![Bars of another](pics/own.png)\n`,
  );
  writeIn(cwd, 'reports/one/pics/sample.png', sample);
  writeIn(cwd, 'reports/one/pics/own.png', await bars(300, 200));
  const args = ['--template', 'course/template.md'];
  const told =
    'reports/one/README.md:11:1  error  “pics/sample.png” is the template’s sample picture, which counts for nothing; the prompt asks for 2 figures. Put your own figure in its place.  figure-count\n';
  const checked = await runReport(['check', ...args], { cwd });
  expect(checked.stdout.split('\n')[0]).toBe(told.trim());
  expect((await runReport(['html', ...args], { cwd })).stdout).toBe(told);
  // The result of a build does not outlive a change of the sample.
  writeIn(cwd, 'course/pics/sample.png', await bars(210, 100));
  expect((await runReport(['html', ...args], { cwd })).stdout).toBe('');
});

it('a check says the same as a build', async () => {
  const { messages } = await run(
    '![Bars of the harvest](figures/bars.pdf) ![Bars of another](figures/bars) ![Bars of a third](data:image/png;base64,Zm9v)\n\n[![Bars of a fourth](figures/small.png)](figures/bars.png) ![A formula of yield](figures/yield.svg)',
    {
      'figures/bars.pdf': '%PDF-1.4\n',
      'figures/bars': await bars(30, 40),
      'figures/bars.png': await bars(300, 40),
      'figures/small.png': await bars(30, 40),
      'figures/yield.svg': formula,
    },
    'five figures',
  );
  const { stdout } = await runReport(['check', '--format', 'json'], { cwd });
  const [{ diagnostics } = { diagnostics: [] }] = (JSON.parse(stdout) as CheckOutput).reports;
  expect(diagnostics.map(({ line, rule, message }) => `${line} ${rule}: ${message}`)).toEqual(messages);
  expect(messages.map((message) => message.split(':')[0])).toEqual([
    '9 figure-unreadable',
    '9 figure-path',
    '9 figure-unreadable',
    '11 figure-unreadable',
  ]);
});

const formula = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="200" height="60" fill="#fff"/><switch><foreignObject width="200" height="60"><div xmlns="http://www.w3.org/1999/xhtml">Yield <math xmlns="http://www.w3.org/1998/Math/MathML"><mi>y</mi></math></div></foreignObject><text x="9" y="30">Yield...</text></switch></svg>`;

it('a drawing with a formula in a label is told to be incomplete', async () => {
  const { messages } = await run('![The yield as a formula](figures/yield.svg)', { 'figures/yield.svg': formula });
  expect(messages).toEqual([
    '9 figure-unreadable: “figures/yield.svg” is not shown completely. The drawing holds something that only a web page can show, such as a formula or a picture in a label: export it as PNG, or from draw.io with plain text in place of “Formatted Text”.',
  ]);
});
