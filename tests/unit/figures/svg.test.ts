import { ident } from 'css-tree';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cleanStyleSheet } from '../../../src/figures/svg/css.js';
import { cpuMilliseconds } from '../../support/cpu-time.js';
import { searchOf } from '../../support/long-tests.js';
import { difference, encode, fullOf, photo, refusal } from './images.js';

const ns = 'xmlns="http://www.w3.org/2000/svg"';
const drawing = (inside: string, attributes = 'viewBox="0 0 40 20"') =>
  Buffer.from(`<svg ${ns} xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`);
const clean = async (bytes: Uint8Array) => Buffer.from(fullOf(await encode(bytes)).bytes).toString('utf8');
const inside = async (markup: string) => (await clean(drawing(markup))).replace(/^<svg[^>]*?\/?>|<\/svg>$/g, '');

describe('scripts, external resources and links are removed', () => {
  test.each([
    ['script', '<script>alert(1)</script><path d="M0 0h9"/>', '<path d="M0 0h9"/>'],
    ['script in CDATA', '<script><![CDATA[alert(1)]]></script>', ''],
    ['script of another namespace prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', ''],
    ['XHTML script', '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', ''],
    ['upper-case script', '<SCRIPT>alert(1)</SCRIPT><Script/>', ''],
    [
      'handlers',
      '<rect onload="alert(1)" onClick="alert(1)" ONERROR="x" width="9" height="9"/>',
      '<rect width="9" height="9"/>',
    ],
    [
      'foreignObject',
      '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.org"/></foreignObject>',
      '',
    ],
    ['link', '<a xlink:href="javascript:alert(1)" href="https://evil.org"><circle r="3"/></a>', '<circle r="3"/>'],
    [
      'use of a file elsewhere',
      '<use href="http://evil.org/a.svg#x"/><use xlink:href="//evil.org#x"/><use href="a.svg#x"/>',
      '<use/><use/><use/>',
    ],
    ['use of data', '<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>', '<use/>'],
    ['image of a file', '<image href="file:///etc/passwd" width="1" height="1"/>', '<image width="1" height="1"/>'],
    ['image from the web', '<image xlink:href="https://evil.org/track.png"/>', '<image/>'],
    ['image that is a page', '<image href=" data:text/html,&lt;script>alert(1)&lt;/script>"/>', '<image/>'],
    ['feImage', '<filter id="f"><feImage href="https://evil.org/a.png"/></filter>', '<filter id="f"/>'],
    [
      'set of an address',
      '<rect width="1"><set attributeName="href" to="javascript:alert(1)"/><animate attributeName="xlink:href" values="javascript:alert(1)"/><set attributeName="onclick" to="alert(1)"/></rect>',
      '<rect width="1"/>',
    ],
    [
      'animation to an address',
      '<rect><animate attributeName="fill" to="url(https://evil.org#a)" dur="1s"/></rect>',
      '<rect><animate attributeName="fill" dur="1s"/></rect>',
    ],
    ['fill from the web', '<rect fill="url(https://evil.org/a.svg#g)" stroke="url(#g)"/>', '<rect stroke="url(#g)"/>'],
    ['filter by an escaped name', '<rect filter="\\75rl(https://evil.org)"/>', '<rect/>'],
    [
      'style attribute',
      '<rect style="fill:red;background:url(https://evil.org)"/>',
      '<rect style="fill:red;background:none"/>',
    ],
    ['style with an escape', '<rect style="fill:\\75rl(https://evil.org)"/>', '<rect/>'],
    ['import', '<style>@import url(https://evil.org/a.css); .a{fill:red}</style>', '<style>.a{fill:red}</style>'],
    [
      'import as a string',
      '<style>@import "https://evil.org/a.css";.a{fill:red}</style>',
      '<style>.a{fill:red}</style>',
    ],
    [
      'import in CDATA',
      '<style><![CDATA[@import "https://evil.org/a.css";.a{fill:red}]]></style>',
      '<style>.a{fill:red}</style>',
    ],
    ['import cut by a comment', '<style>@im/**/port "https://evil.org/a.css";</style>', ''],
    ['import by entity', '<style>&#64;import "https://evil.org";.a{fill:red}</style>', '<style>.a{fill:red}</style>'],
    [
      'font from the web',
      '<style>@font-face{font-family:x;src:url(https://evil.org/x.woff)}</style>',
      '<style>@font-face{font-family:x;src:none}</style>',
    ],
    ['unclosed url', '<style>.a{fill:url(https://evil.org</style>', '<style>.a{fill:none}</style>'],
    ['url with a quote inside', '<style>.a{fill:url("#a" https://evil.org)}</style>', ''],
    [
      'url in another spelling',
      '<style>.a{fill:URL(  https://evil.org  )}.b{fill:Url( "#g" )}</style>',
      '<style>.a{fill:none}.b{fill:Url( &quot;#g&quot; )}</style>',
    ],
    ['url inside url', '<style>.a{fill:url(#url(https://evil.org))}</style>', ''],
    ['url with a space before its bracket', '<style>.a{fill:url (https://evil.org)}</style>', ''],
    ['image-set', '<style>.a{background:image-set("https://evil.org/a.png" 1x)}</style>', ''],
    [
      'end tag in a style sheet',
      '<style>.a{}&lt;/style>&lt;script>alert(1)&lt;/script></style>',
      '<style>.a{}</style>',
    ],
    ['end tag in a string', '<style>.a{content:"&lt;/style>&lt;script>"}</style>', ''],
    [
      'url by an escaped name',
      '<style>.a{fill:\\75rl(https://evil.org);stroke:red}</style>',
      '<style>.a{stroke:red}</style>',
    ],
    [
      'quoted url by an escaped name',
      '<style>.a{fill:u\\72 l("https://evil.org")}</style>',
      '<style>.a{fill:none}</style>',
    ],
    [
      'escapes in the target',
      '<style>.a{fill:url(\\68ttps://evil.org)}.b{fill:url("\\2f\\2f evil.org")}</style>',
      '<style>.a{fill:none}.b{fill:none}</style>',
    ],
    [
      'import by an escaped name',
      '<style>@\\69mport "https://evil.org";.a{fill:red}</style>',
      '<style>.a{fill:red}</style>',
    ],
    [
      'import inside a condition',
      '<style>@media print{@import "https://evil.org";.a{fill:red}}</style>',
      '<style>@media print{.a{fill:red}}</style>',
    ],
    [
      'url split by a comment',
      '<style>.a{fill:ur/**/l(https://evil.org)}.b{fill:url(/**/https://evil.org)}</style>',
      '<style>.b{fill:none}</style>',
    ],
    [
      'comments',
      '<style>/* by someone */.a /* of */ .b{fill:/* the */red}/* end</style>',
      '<style>.a .b{fill:red}</style>',
    ],
    ['comment marks of HTML', '<style>&lt;!-- .a{fill:red} --></style>', '<style>.a{fill:red}</style>'],
    [
      'expression',
      '<rect style="width:expression(alert(1));width:e\\78pression(alert(1));fill:red"/>',
      '<rect style="fill:red"/>',
    ],
    [
      'binding',
      '<style>.a{-moz-binding:url(#x);behavior:url(#y);be\\68avior:url(#y);fill:red}</style>',
      '<style>.a{fill:red}</style>',
    ],
    [
      'address in a custom property',
      '<style>.a{--u:url(https://evil.org);--s:"https://evil.org";fill:var(--u)}</style>',
      '<style>.a{--u:none;fill:var(--u)}</style>',
    ],
    [
      'address as a string',
      '<style>.a{background:src("https://evil.org");background:-webkit-image-set("//evil.org" 1x)}</style>',
      '',
    ],
    ['url in a condition', '<style>@supports (fill:url(https://evil.org)){.a{fill:red}}</style>', ''],
    [
      'unknown at-rules',
      '<style>@evil url(x);@-moz-document url(x){.a{fill:red}}.b{fill:red}</style>',
      '<style>.b{fill:red}</style>',
    ],
    [
      'nested rule',
      '<style>.a{&amp; .b{fill:url(https://evil.org)}stroke:red}</style>',
      '<style>.a{&amp; .b{fill:none}stroke:red}</style>',
    ],
    [
      'unclosed brackets',
      '<style>.a{fill:red;x:[(https://evil.org}.b{fill:url(https://evil.org)}</style>',
      '<style>.a{fill:red}</style>',
    ],
    ['unclosed string', '<style>.a{content:"x;fill:url(https://evil.org)}\n.b{fill:red}</style>', ''],
    ['style sheet instruction', '<?xml-stylesheet href="https://evil.org/a.css"?><circle r="1"/>', '<circle r="1"/>'],
    [
      'comments and names',
      '<!-- made by someone --><title>someone</title><desc>someone</desc><metadata><rdf/></metadata><circle r="1"/>',
      '<circle r="1"/>',
    ],
    ['base', '<rect xml:base="https://evil.org/" width="1"/>', '<rect width="1"/>'],
    [
      'editor data',
      '<rect inkscape:label="someone" xmlns:inkscape="http://www.inkscape.org/" sodipodi:x="1" xmlns:sodipodi="x" data-name="someone" width="1"/>',
      '<rect width="1"/>',
    ],
    [
      'iframe, audio, video, embed',
      '<iframe src="x"/><audio src="x"/><video src="x"/><embed src="x"/><object data="x"/><link href="x"/><handler/><listener/>',
      '',
    ],
  ])('%s', async (_, markup, expected) => {
    expect(await inside(markup)).toBe(expected);
  });

  test('a leading xml-stylesheet instruction and a document type are removed', async () => {
    const text = await clean(
      Buffer.from(
        `<?xml version="1.0"?><?xml-stylesheet href="https://evil.org/a.xsl" type="text/xsl"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://evil.org/svg11.dtd"><svg ${ns} viewBox="0 0 4 2"/>`,
      ),
    );
    expect(text).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>');
  });

  test('event handlers on the root', async () => {
    expect(await clean(drawing('', 'viewBox="0 0 4 2" onload="alert(1)" onbegin="alert(1)"'))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>',
    );
  });

  test('elements with a namespace prefix, script included', async () => {
    const prefixed =
      '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><s:script>alert(1)</s:script><s:rect width="4" height="2"/><rect width="9"/></s:svg>';
    expect(await clean(Buffer.from(prefixed))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/><rect width="9"/></svg>',
    );
  });

  test('the namespace prefixes that Python writes', async () => {
    const prefixed =
      '<ns0:svg xmlns:ns0="http://www.w3.org/2000/svg" xmlns:ns1="http://www.w3.org/1999/xlink" viewBox="0 0 4 2"><ns0:use ns1:href="#a"/><ns0:image ns1:href="https://evil.org/a.png"/></ns0:svg>';
    expect(await clean(Buffer.from(prefixed))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 2"><use xlink:href="#a"/><image/></svg>',
    );
  });

  test('metadata of an embedded photograph', async () => {
    const jpeg = await photo(60, 40)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Secret Name' } })
      .toBuffer();
    const text = await clean(
      drawing(`<image width="40" height="20" href="data:image/jpeg;base64,${jpeg.toString('base64')}"/>`),
    );
    const embedded = Buffer.from(/base64,([^"]+)/.exec(text)?.[1] ?? '', 'base64');
    expect((await sharp(embedded).metadata()).exif).toBeUndefined();
    expect((await sharp(embedded).metadata()).width).toBe(60);
    const bare = await photo(60, 40).png().toBuffer();
    expect(await clean(drawing(`<image href="data:image/png;base64,${bare.toString('base64')}"/>`))).toContain(
      bare.toString('base64'),
    );
    expect(await inside('<image href="data:image/png;base64,AAAA"/>')).toBe('<image href="data:,"/>');
  });
});

/** Fragments of hostile style sheets. */
const fragments = [
  ...'{ } ( ) [ ] ; : , " \' /* */ &'.split(' '),
  ...[
    '\n',
    ' ',
    '.a',
    'fill:',
    '--x:',
    'red',
    '#b',
    'var(--x)',
    '@media print{',
    '@font-face{src:',
    '@import ',
    '@\\69mport ',
  ],
  ...['url(', 'URL(', '\\75rl(', 'u/**/rl(', 'image-set(', 'src(', 'calc(', 'expression('],
  ...['https://evil.org', '//evil.org', '"//evil.org"', '\\2f\\2f evil.org', '!important'],
];

test('no sequence of hostile fragments leaves a URL in a style sheet', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 24 }), (parts) => {
      const cleaned = cleanStyleSheet(parts.join(''));
      expect(cleaned).not.toContain('//evil');
      const strings = /(["'])(?:\\.|(?!\1)[^\\\n])*(?:\1|$)/gs;
      expect(ident.decode((cleaned.match(strings) ?? []).join(' '))).not.toContain('//evil');
      // Inside a string the name of a function is only text, and behind a colon it is a pseudo-class.
      const names = ident.decode(cleaned.replace(strings, ''));
      expect(names).not.toMatch(/@import|(?<![\w:-])(?:expression|image-set|src)\(|url\(\s*(?:https:)?\/\/evil/i);
      expect(cleanStyleSheet(cleaned)).toBe(cleaned);
    }),
    searchOf(500, 3000),
  );
});

describe('what is drawn is kept', () => {
  test.each([
    '.a{fill:red;;stroke:blue}.b{}',
    '.st0{fill:#FFF;}\n\t.st1 , .st2{ font-family:"Open Sans", \'A B\' ; fill : url( #g ) !important }',
    '@media (orientation:landscape) and (min-width : 10px){.a{fill:rgb(1 2 3 / 50%)}}',
    '@keyframes spin{from{transform:rotate(0)}50.5%{opacity:.5}to{transform:rotate(1turn) translateX(calc(1px + 2%))}}',
    '@font-face{font-family:"x";src:local("y"),url("data:application/font-woff;charset=utf-8;base64,AAAA") format("woff")}',
    '.a:not(.b):nth-child(2n + 1)::before{content:"\\201C";mask:url("#m")}.\\31 x{fill:red}',
    ':root{--size: 4px;--c:#fff}svg|rect[width="1"]{stroke-width:var(--size, 2px)}',
    '.a{filter:drop-shadow(0 0 2px oklch(40% .2 10)) url(#f);animation:spin 1s cubic-bezier(.1,.2,.3,1) infinite}',
  ])('the style sheet %s', async (css) => {
    expect(cleanStyleSheet(css)).toBe(css);
  });

  test('ids and classes that look like functions', async () => {
    const markup = '<g id="Layer_1_(copy)" class="a(b)"><use href="#Layer_1_(copy)"/></g>';
    expect(await inside(markup)).toBe(markup);
  });

  test('local references, style, text, gradients, embedded fonts', async () => {
    const markup =
      '<defs><linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset=".5" stop-color="red" stop-opacity=".3"/></linearGradient><path id="p" d="M0 0h9"/></defs><style>.a > .b{fill:url(#g)}@font-face{font-family:x;src:url(data:font/woff2;base64,AAAA)}</style><g class="a" transform="translate(1 2)"><text x="1" y="2" font-size="9"> a &lt; b <tspan dx="1">c</tspan></text><use xlink:href="#p" x="4"/><rect style="mix-blend-mode:multiply" class="b" clip-path="url(#c)"/></g>';
    expect(await inside(markup)).toBe(markup.replace('.a > .b', '.a &gt; .b'));
  });

  test('the drawing renders the same', async () => {
    const source = Buffer.from(`<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg ${ns} xmlns:xlink="http://www.w3.org/1999/xlink" width="200pt" height="100pt" viewBox="0 0 200 100" version="1.1">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style><clipPath id="c"><rect x="10" y="10" width="150" height="60"/></clipPath><path id="t" d="M0 0l0 3.5" style="stroke:#000;stroke-width:.8"/></defs>
 <g id="figure_1"><path d="M0 100L200 100L200 0L0 0z" style="fill: #ffffff"/><g clip-path="url(#c)"><path d="M0 0C50 90 120 10 200 80" style="fill:none;stroke:#1f77b4;stroke-width:1.5"/></g><use xlink:href="#t" x="30" y="80"/><text x="20" y="95" style="font: 10px sans-serif">epoch</text></g>
</svg>`);
    const figure = await encode(source);
    const full = fullOf(figure);
    expect([full.format, full.width, full.height]).toEqual(['svg+xml', 267, 133]);
    expect(full.bytes.length).toBeLessThan(source.length);
    expect(await difference(full.bytes, source)).toEqual({ max: 0, mean: 0 });
  });

  test('entities for text, as Illustrator writes them', async () => {
    const source =
      '<!DOCTYPE svg [ <!ENTITY ns_svg "http://www.w3.org/2000/svg"> <!ENTITY w "40"> ]><svg xmlns="&ns_svg;" viewBox="0 0 &w; 20"><text>&amp;&#65;</text></svg>';
    expect(await clean(Buffer.from(source))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text>&amp;A</text></svg>',
    );
  });

  test('other encodings', async () => {
    const text = `<svg ${ns} viewBox="0 0 4 2"><text>é</text></svg>`;
    const expected = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><text>é</text></svg>';
    expect(await clean(Buffer.from(`\ufeff${text}`, 'utf8'))).toBe(expected);
    expect(await clean(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(expected);
    expect(await clean(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(expected);
    expect(await clean(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, 'latin1'))).toBe(expected);
  });
});

test('an embedded drawing that cannot be shown is told', async () => {
  const embed = (text: string) =>
    drawing(`<image href="data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}"/>`);
  const whole = await encode(embed(`<svg ${ns} viewBox="0 0 1 1"><path d="M0 0h1"/></svg>`));
  const cut = await encode(embed(`<svg ${ns} viewBox="0 0 1 1"><path d="M0`));
  expect([whole.incomplete, cut.incomplete]).toEqual([
    undefined,
    'The drawing holds another one that cannot be shown: export it as PNG.',
  ]);
  expect(Buffer.from(fullOf(cut).bytes).toString('utf8')).toContain('<image href="data:,"/>');
});

test.each([
  ['width="30" height="15"', [30, 15]],
  ['width="2in" height="1in"', [192, 96]],
  ['width="10mm" height="5mm"', [38, 19]],
  ['viewBox="0 0 640 480"', [640, 480]],
  ['viewBox="0,0,640,480" width="320"', [320, 240]],
  ['viewBox="0 0 640 480" width="100%" height="100%"', [640, 480]],
  ['viewBox="0 0 640 480" width="320" height="320"', [320, 320]],
  ['viewBox="0 0 1e9 1e9"', [100_000, 100_000]],
  ['viewBox="0 0 .2 .1"', [1, 1]],
])('size of <svg %s>', async (attributes, size) => {
  const full = fullOf(await encode(drawing('', attributes)));
  expect([full.width, full.height]).toEqual(size);
});

test('a drawing without a viewBox gets one from its size, so that it can be scaled', async () => {
  expect(await clean(drawing('', 'width="30" height="15pt"'))).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="15pt" viewBox="0 0 30 20"/>',
  );
});

describe('an SVG that cannot be shown is refused with a message', () => {
  const malformed = 'The SVG is not well-formed XML: export it again, or save it as PNG.';
  const complex = 'The SVG is too complex to show: save it as PNG.';
  test.each([
    ['unclosed', `<svg ${ns} viewBox="0 0 1 1"><g>`, malformed],
    ['cut off', `<svg ${ns} viewBox="0 0 1 1"><path d="M0 0`, malformed],
    ['crossed', `<svg ${ns} viewBox="0 0 1 1"><g></svg></g></svg>`, malformed],
    ['unquoted', `<svg ${ns} viewBox=0></svg>`, malformed],
    ['unknown entity', `<svg ${ns} viewBox="0 0 1 1">&nothing;<text>&nothing;</text></svg>`, malformed],
    ['two roots', `<svg ${ns} viewBox="0 0 1 1"/><svg/>`, malformed],
    ['no size', `<svg ${ns} width="100%"/>`, 'The SVG has no size: give it a viewBox, or save it as PNG.'],
    ['no area', `<svg ${ns} width="0" height="10"/>`, 'The SVG has no size: give it a viewBox, or save it as PNG.'],
    [
      'another language',
      '<svg xmlns="http://www.w3.org/1999/xhtml" width="1" height="1"/>',
      'The file is XML but no SVG drawing: export it again, or save it as PNG.',
    ],
    [
      'billion laughs',
      `<!DOCTYPE svg [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><svg ${ns} viewBox="0 0 1 1"><text>&c;</text></svg>`,
      complex,
    ],
    [
      'quadratic growth',
      `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(10_000)}">]><svg ${ns} viewBox="0 0 1 1"><text>${'&a;'.repeat(10_000)}</text></svg>`,
      complex,
    ],
    [
      'entity of a file',
      `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg ${ns} viewBox="0 0 1 1"><text>&a;</text></svg>`,
      complex,
    ],
    ['parameter entity', `<!DOCTYPE svg [<!ENTITY % a "<!ENTITY b 'c'>">%a;]><svg ${ns} viewBox="0 0 1 1"/>`, complex],
    [
      'entity that is markup',
      `<!DOCTYPE svg [<!ENTITY a "<script>alert(1)</script>">]><svg ${ns} viewBox="0 0 1 1">&a;</svg>`,
      complex,
    ],
    ['endless nesting', `<svg ${ns} viewBox="0 0 1 1">${'<g>'.repeat(50_000)}${'</g>'.repeat(50_000)}</svg>`, complex],
    [
      'billions of shapes',
      `<svg ${ns} viewBox="0 0 1 1"><path id="a0" d="M0 0h1"/>${Array.from({ length: 30 }, (_, n) => `<g id="a${n + 1}"><use href="#a${n}"/><use href="#a${n}"/></g>`).join('')}</svg>`,
      complex,
    ],
  ])('%s', async (_, text, reason) => {
    const started = process.cpuUsage();
    expect(await refusal(Buffer.from(text))).toBe(reason);
    expect(cpuMilliseconds(started)).toBeLessThan(2000);
  });

  test('not in its declared encoding', async () => {
    expect(await refusal(Buffer.from(`<svg ${ns} viewBox="0 0 1 1"><text>\xe9</text></svg>`, 'latin1'))).toBe(
      malformed,
    );
  });

  test('above the size limit', async () => {
    expect(await refusal(Buffer.from(`<svg ${ns}>${' '.repeat(10 * 1024 * 1024)}</svg>`))).toBe(
      'The SVG has 11 MB and the limit is 10 MB: save it as PNG.',
    );
  });
});

test('a circular reference does not loop', async () => {
  expect(await inside('<g id="a"><use href="#a"/></g>')).toBe('<g id="a"><use href="#a"/></g>');
});

test.each([
  ['comments in a document type', `<!DOCTYPE svg [${'<!---->'.repeat(100_000)}`],
  ['brackets', `<!DOCTYPE svg ${'['.repeat(500_000)}`],
  ['entities', `<!DOCTYPE svg [${'<!ENTITY a '.repeat(100_000)}]><svg ${ns} viewBox="0 0 1 1"/>`],
  ['blanks', `<svg ${ns} viewBox="0 0 1 1"><g>${' '.repeat(1_000_000)}x</g>`],
  ['comments', `<svg ${ns} viewBox="0 0 1 1">${'<!--'.repeat(300_000)}`],
  ['urls', `<svg ${ns} viewBox="0 0 1 1"><style>${'url('.repeat(300_000)}</style></svg>`],
  [
    'urls and blanks',
    `<svg ${ns} viewBox="0 0 1 1"><style>${'url( '.repeat(1000)}${' '.repeat(300_000)}</style></svg>`,
  ],
  ['imports', `<svg ${ns} viewBox="0 0 1 1"><style>${'@import '.repeat(100_000)}</style></svg>`],
  ['rules in rules', `<svg ${ns} viewBox="0 0 1 1"><style>${'@media x{'.repeat(50_000)}</style></svg>`],
  ['brackets in a condition', `<svg ${ns} viewBox="0 0 1 1"><style>@supports ${'('.repeat(100_000)}</style></svg>`],
  ['brackets in a selector', `<svg ${ns} viewBox="0 0 1 1"><style>${':is('.repeat(100_000)}</style></svg>`],
  ['escapes', `<svg ${ns} viewBox="0 0 1 1"><style>.a{fill:${'\\75rl( '.repeat(50_000)}}</style></svg>`],
  ['style comments', `<svg ${ns} viewBox="0 0 1 1"><style>${'/*'.repeat(300_000)}</style></svg>`],
  [
    'attributes',
    `<svg ${ns} viewBox="0 0 1 1"><rect ${Array.from({ length: 20_000 }, (_, n) => `a${n}="url("`).join(' ')}/></svg>`,
  ],
  ['digits', `<svg ${ns} width="${'1'.repeat(500_000)}x" height="1"/>`],
  ['references', `<svg ${ns} viewBox="0 0 1 1"><path fill="${'url(#'.repeat(100_000)}"/></svg>`],
])('a hostile number of %s takes bounded time', async (_, text) => {
  const started = process.cpuUsage();
  await encode(Buffer.from(text)).catch(() => undefined);
  expect(cpuMilliseconds(started)).toBeLessThan(3000);
});
