/** Mermaid diagrams: what is drawn is a figure, what is not is code and told, by a check as by a build. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckOutput } from '../../src/pipeline/check/check-output.js';
import { readTree, writeIn } from '../support/course-files.js';
import { runReport } from './run-report.js';

let cwd: string;
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'handin-diagrams-')));
});
afterEach(async () => await rm(cwd, { recursive: true }));

const fence = (language: string, source: string): string => `\`\`\`${language}\n${source}\n\`\`\``;

/** A report in which each answer should have one figure. */
const report = (answers: readonly string[]): string =>
  `# Report\n\n${answers
    .map(
      (answer, index) =>
        `### Question ${index + 1}\n\n> **Insert one figure of step ${index + 1}.**\n>\n> Answer:\n\n${answer}\n`,
    )
    .join('\n')}`;

const harvest =
  '---\ntitle: A year\n---\nflowchart LR\n  Sow[Sow <b>beans</b>] -->|"in May &lt; June"| Pick("Pick & eat")';

function figuresIn(html: string): readonly string[] {
  return html.match(/<figure [^>]*>[\s\S]*?<\/figure>/g) ?? [];
}

async function check(): Promise<{
  readonly figures: readonly number[];
  readonly messages: readonly string[];
}> {
  const { stdout } = await runReport(['check', '--format', 'json'], { cwd });
  const [first] = (JSON.parse(stdout) as CheckOutput).reports;
  return {
    figures: first?.questions.map(({ figures }) => figures) ?? [],
    messages: first?.diagnostics.map(({ line, rule, message }) => `${line} ${rule}: ${message}`) ?? [],
  };
}

describe('diagrams', () => {
  it('are figures when they are drawn, and code that is told when not', async () => {
    const answers = [
      fence('mermaid', harvest),
      fence('mermaid', 'pie\n  "Beans" : 3'),
      fence('geojson', '{"type":"Point","coordinates":[12.5,55.7]}'),
    ];
    writeIn(cwd, 'reports/one/README.md', report(answers));
    const told = [
      '23 figure-undrawn: This diagram is shown as code. Diagrams that begin with “pie” cannot be drawn. Write it in a simpler way, or export it as SVG or PNG and show that picture.',
      '34 figure-count: The answer has no figure; the prompt asks for 1 figure. Add 1 figure.',
    ];
    expect(await check()).toEqual({ figures: [1, 0, 0], messages: told });

    const built = await runReport(['html', '--no-cache'], { cwd });
    expect(built.stderr).toMatch(/site: 1 group, 1 figure \([^)]*\), 1 error, 1 warning/);
    const site = readTree(join(cwd, 'site'));
    const read = (name: string): string => Buffer.from(site[name] ?? '', 'latin1').toString();
    const [name = ''] = Object.keys(site).filter((path) => path.endsWith('.svg'));
    expect(name).toMatch(/^one\/figures\/diagram-\d+w-[0-9a-f]{8}\.svg$/);
    expect(read(name)).not.toMatch(/<style|<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)|var\(/);
    expect(read(name).match(/>[^<>]+(?=<\/text>)/g)).toEqual(['>in May &lt; June', '>Sow beans', '>Pick &amp; eat']);
    const page = read('one/index.html');
    const [figure = '', ...others] = figuresIn(page);
    expect(others).toEqual([]);
    expect(figure).toContain('alt="Diagram “A year”: in May &lt; June, Sow beans, Pick &amp; eat"');
    expect(figure).toContain('<figcaption data-generated>A year</figcaption>');
    expect(figure).toContain('<summary>Source of the diagram</summary>');
    expect(page).toMatch(/<pre class="code"[^>]* data-lang="mermaid">/);
    expect(page).toMatch(/<pre class="code"[^>]* data-lang="geojson">/);
    const json = JSON.parse(read('one/report.json')) as {
      readonly questions: readonly { readonly text: string; readonly words: number }[];
    };
    expect(json.questions[0]).toMatchObject({
      text: 'Diagram “A year”: in May < June, Sow beans, Pick & eat',
      words: 0,
      figures: 1,
    });
    const manifest = JSON.parse(read('manifest.json')) as { readonly groups: CheckOutput['reports'] };
    expect(manifest.groups[0]?.diagnostics.map(({ line, rule, message }) => `${line} ${rule}: ${message}`)).toEqual(
      told,
    );
  });

  it('beyond what a report may have are code, told at the first', async () => {
    const many = Array.from({ length: 43 }, (_, index) => fence('mermaid', `graph TD\n  a${index} --> b`)).join('\n\n');
    writeIn(
      cwd,
      'reports/one/README.md',
      report([`${fence('mermaid', harvest)}\n`, many]).replace('Insert one figure of step 2.', 'Say more.'),
    );
    const { figures, messages } = await check();
    expect(figures).toEqual([1, 39]);
    expect(messages).toEqual([
      '219 figure-undrawn: This diagram and those after it are shown as code. A report may have 40 diagrams, with 800 parts and arrows together. Write it in a simpler way, or export it as SVG or PNG and show that picture.',
    ]);
  });

  it('are in the page when it is one file, and name nobody when the report is redacted', async () => {
    const source = 'sequenceDiagram\n  s123456->>Ben: is it ripe?';
    writeIn(cwd, 'reports/one/README.md', report([fence('mermaid', source)]));
    writeIn(cwd, 'build.config.mjs', 'export default { privacy: { redact: true } };\n');
    const built = await runReport(['html', '--single-file', '--no-cache'], { cwd });
    expect(built.status).toBe(0);
    const page =
      Object.entries(readTree(join(cwd, 'site'))).find(
        ([path, text]) => path.endsWith('.html') && text.includes('<figure'),
      )?.[1] ?? '';
    const [, base64 = ''] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(page) ?? [];
    const svg = Buffer.from(base64, 'base64').toString();
    expect(svg).toContain('is it ripe?');
    expect(svg + page).not.toContain('s123456');
  });
});
