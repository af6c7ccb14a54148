import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Words that are outside every report and must be in no file of the site. */
export const secret = 'TOP-SECRET-OUTSIDE-THE-REPORT';

/** A page that runs any of these sets this on its window. */
const attack = 'window.pwned=1';

const question = (number: number, answer: string): string =>
  `### Question ${number}\n\n> **What happened in part ${number}?**\n>\n> Answer:\n\n${answer}\n\n`;

/** One answer per attack, by name; each stands in a question of its own. */
export const attacks: Readonly<Record<string, string>> = {
  script: `Before <script>${attack}</script> after.`,
  scriptBlock: `<script>\n${attack}\n</script>\n\nText behind it.`,
  image: `<img src=x onerror="${attack}">`,
  imageBlock: `<img src="figures/none.png" onerror=${attack} onload=${attack}>\n`,
  javascriptLink: `[click](javascript:${attack}) and [here](data:text/html,<script>${attack}</script>)`,
  javascriptHtml: `<a href="javascript:${attack}">a</a> <a href=" java\tscript:${attack}">b</a> <a href="data:text/html;base64,PHNjcmlwdD4=">c</a>`,
  javascriptImage: `![x](javascript:${attack}) ![y](data:image/svg+xml,<svg/onload=${attack}>)`,
  style: `<style>body{display:none}</style> Still here. <p style="position:fixed;inset:0">Text</p>`,
  iframe: `<iframe src="https://example.com/" srcdoc="<script>parent.${attack}</script>"></iframe> <object data="x"></object><embed src="x"><form action="https://example.com/"><button>b</button></form>`,
  template: `{{ 7*7 }} {% include "/etc/passwd" %} {% raw %} \${{ secrets.X }} {{ range.constructor("return 1")() }}`,
  heading: `#### </script><script>${attack}</script> heading </style>`,
  outside: '![secret](../../secret.png) ![root](/etc/passwd) ![drive](C:\\secret.png) ![encoded](..%2f..%2fsecret.png)',
  symlink: '![linked](figures/linked.png) ![folder](figures/away/secret.png)',
  svg: '![vector](figures/evil.svg)',
  empty: '![empty](figures/empty.png)',
  truncated: '![cut](figures/cut.png)',
  bomb: '![huge](figures/huge.png)',
  attributes: `<b onclick="${attack}" style="color:red" id="main" class="question">bold</b> <details ontoggle=${attack} open><summary>s</summary>d</details>`,
  broken: `<svg><p><style><!--</style><img src=x onerror=${attack}>--> <math><mtext><table><mglyph><style><img src=x onerror=${attack}>`,
  comment: `<!-- --!><img src=x onerror=${attack}> --> shown <!--> <img src=x onerror=${attack}> -->`,
  code: `\`\`\`"><script>${attack}</script>\n</code></pre><script>${attack}</script>\n\`\`\``,
  alert: `> [!NOTE] <img src=x onerror=${attack}>\n> text`,
  footnote: `Note[^"><script>${attack}</script>] and [^1].\n\n[^1]: <script>${attack}</script>`,
  slot: '<handin-figure data-slot="0"></handin-figure> <handin-code data-slot="0"></handin-code>',
  formula: `$\\text{" onload="${attack}"><img src=x onerror=${attack}>}$ $\\href{javascript:${attack}}{x}$ $\\style{position:fixed}{x} \\class{question}{x} \\id{main}{x}$\n\n\`\`\`math\n\\text{</math><script>${attack}</script>}\n\`\`\``,
  alt: `![" onerror="${attack}](figures/none.png "title\\" onload=\\"${attack}")`,
};

/** Writes a report that tries everything, and beside the reports the file that it must not reach. */
export async function writeHostileReport(folder: string): Promise<void> {
  const figures = join(folder, 'figures');
  await mkdir(figures, { recursive: true });
  const text = Object.values(attacks)
    .map((answer, index) => question(index + 1, answer))
    .join('');
  await writeFile(
    join(folder, 'README.md'),
    `# </title><script>${attack}</script>\n\n* [x] <img src=x onerror=${attack}> (M1) - <script>${attack}</script>\n\n${text}`,
  );
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  const outside = join(folder, '..', '..', 'outside');
  await mkdir(outside, { recursive: true });
  await writeFile(join(outside, 'secret.png'), Buffer.concat([picture, Buffer.from(secret)]));
  await writeFile(join(folder, '..', '..', 'secret.png'), Buffer.concat([picture, Buffer.from(secret)]));
  await symlink(join(outside, 'secret.png'), join(figures, 'linked.png'));
  await symlink(outside, join(figures, 'away'));
  await writeFile(
    join(figures, 'evil.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" onload="${attack}"><script>${attack}</script><a href="javascript:${attack}"><rect width="20" height="20"/></a><image href="file:///etc/passwd"/></svg>`,
  );
  await writeFile(join(figures, 'empty.png'), '');
  await writeFile(join(figures, 'cut.png'), picture.subarray(0, picture.length - 30));
  await writeFile(join(figures, 'huge.png'), pngClaiming(50_000, 50_000));
}

/** The header of a PNG with sizes that its data does not have. */
function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(17);
  header.write('IHDR', 'latin1');
  header.writeUInt32BE(width, 4);
  header.writeUInt32BE(height, 8);
  header.set([8, 6, 0, 0, 0], 12);
  const chunk = (content: Buffer): Buffer => {
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length - 4);
    frame.writeUInt32BE(crc32(content), 4);
    return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
  };
  const data = Buffer.concat([Buffer.from('IDAT', 'latin1'), Buffer.from('789c030000000001', 'hex')]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk(header),
    chunk(data),
    chunk(Buffer.from('IEND', 'latin1')),
  ]);
}

/** Writes a report with nothing wrong. */
export async function writeGoodReport(folder: string): Promise<void> {
  await mkdir(join(folder, 'figures'), { recursive: true });
  await writeFile(
    join(folder, 'README.md'),
    `# A good report\n\n${question(1, 'All went well.\n\n![A blue field, sixty pixels wide](figures/blue.png)')}${question(2, 'So did this.')}`,
  );
  await sharp({ create: { width: 60, height: 40, channels: 3, background: '#336699' } })
    .png()
    .toFile(join(folder, 'figures', 'blue.png'));
}
