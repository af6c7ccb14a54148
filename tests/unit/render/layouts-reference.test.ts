/** The reference of the layouts lists exactly the blocks of the layouts and the fields of their data. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { expect, it, onTestFinished } from 'vitest';
import { pageKinds } from '../../../src/render/page-kinds.js';
import { openLayouts } from '../../../src/render/templates.js';
import { viewPage } from '../../../src/render/views/page.js';
import { english } from '../../../src/words/language.js';

const read = (file: string): string => readFileSync(file, 'utf8');
const reference = read('layouts/README.md');
const layouts = readdirSync('layouts').filter((name) => name.endsWith('.njk'));
const pageFile = 'src/render/page.ts';
const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
const program = ts.createProgram([pageFile], options);
const checker = program.getTypeChecker();

/** How the reference names types. Capitalized names have tables of their own, or are HTML. */
const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  SafeHtml: 'HTML',
  ReportProgress: 'progress',
  MeasureView: 'measure',
  ProblemView: 'problem',
  ProblemPlaceView: 'problem place',
  QuestionLinkView: 'question link',
  SpreadView: 'spread',
  PagerView: 'pager',
};
const named = new Map<string, ts.Type>();

const everyPage = fieldsOf(interfaceIn('src/render/views/page.ts', 'PageView'));
const pages = interfaceIn(pageFile, 'Views').getProperties();
const tables = [
  { heading: 'page', fields: everyPage },
  ...pages.map((page) => ({
    heading: pageKinds[page.name as keyof typeof pageKinds].layout,
    fields: fieldsOf(checker.getTypeOfSymbol(page)).filter((field) => !everyPage.includes(field)),
  })),
  ...[...named].map(([heading, type]) => ({ heading, fields: fieldsOf(type) })),
];

it.each(tables)('the reference has the fields and types of $heading', ({ heading, fields }) => {
  expectSame(matches(section(heading), /^\| (`.+?` \| .+?) \|/gm), fields, heading);
});

it('the reference has the fields of asset', () => {
  const names = matches(fieldsOf(interfaceIn(pageFile, 'PageAssets')).join('\n'), /^`(.+?)`/gm);
  expectSame(matches(section('asset'), /^\| `(.+?)`/gm), names, 'asset');
});

it.each(layouts)('the reference has the blocks of %s', (layout) => {
  const blocks = matches(read(`layouts/${layout}`), /\{%-? block (\w+)/g);
  expectSame(matches(section(layout), /^- block `(\w+)`/gm), blocks, layout);
});

it('the reference has the partials and their macros', () => {
  const partials = readdirSync('layouts/partials').map((name) => {
    const macros = matches(read(`layouts/partials/${name}`), /\{%-? macro (.+?) -?%\}/g);
    return [`\`partials/${name}\` |`, ...macros.map((macro) => `\`${macro}\``), '|'].join(' ');
  });
  expectSame(matches(section('Partials'), /^\| (`.+?` \|.*?\|)/gm), partials, 'Partials');
});

it('the example of the reference works', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'handin-layouts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'base.njk'), matches(reference, /```njk\n(.*?)```/gs).join());
  const site = {
    title: '',
    language: english,
    noindex: true,
    links: [],
    base: null,
    generator: 'handin',
    audience: 'staff',
  } as const;
  const view = viewPage(site, { path: '', title: '', documentTitle: '', description: '' });
  const asset = { style: '', early: '', script: '', csp: '', icon: '' };
  const html = openLayouts(folder, path.resolve('layouts'), { language: english })('not-found.njk', {
    page: { ...view, homeHref: null },
    asset,
  });
  expect(html).toMatch(/Made with handin\..*Questions about this course.*data-theme-switch/s);
});

function expectSame(rows: readonly string[], names: readonly string[], heading: string): void {
  const lacking = names.filter((name) => !rows.includes(name)).join(', ');
  const unknown = rows.filter((row, index) => !names.includes(row) || rows.indexOf(row) < index).join(', ');
  expect(lacking, `layouts/README.md, section ${heading}, lacks`).toBe('');
  expect(unknown, `layouts/README.md, section ${heading}, has too much`).toBe('');
}

/** The text between a heading and the next. */
function section(heading: string): string {
  const [, text] = new RegExp(`^##+ ${heading}\\n(.*?)(?=^##|$(?![^]))`, 'ms').exec(reference) ?? [];
  return text ?? expect.fail(`layouts/README.md has no section ${heading}`);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

function interfaceIn(file: string, name: string): ts.Type {
  const statements = program.getSourceFile(file)?.statements;
  const found = statements?.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  return found ? checker.getTypeAtLocation(found) : expect.fail(`${file} has no interface ${name}`);
}

/** Rows for the properties of a type and their own properties: `` `name` | type ``. */
function fieldsOf(type: ts.Type, prefix = ''): readonly string[] {
  return type.getProperties().flatMap((property) => {
    const whole = checker.getTypeOfSymbol(property);
    const own = checker.getNonNullableType(whole);
    const isList = checker.isArrayType(own) || checker.isTupleType(own);
    const item = (isList && checker.getTypeArguments(own as ts.TypeReference)[0]) || own;
    const name = checker.typeToString(checker.getBaseTypeOfLiteralType(item));
    const word = words[name];
    if (word && /^(?!SafeHtml)[A-Z]/.test(name)) named.set(word, item);
    const text = isList ? `list${word ? ` of ${word}s` : ''}` : (word ?? 'object');
    const row = `\`${prefix}${property.name}\` | ${text}${whole === own ? '' : ' or null'}`;
    return word ? [row] : [row, ...fieldsOf(item, `${prefix}${property.name}${isList ? '[]' : ''}.`)];
  });
}
