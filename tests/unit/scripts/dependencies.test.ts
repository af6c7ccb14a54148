/** What package.json declares, what the sources import, and what the bundles hold are the same. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleClient } from '../../../scripts/bundle-client.mjs';
import { fontPackages } from '../../../scripts/bundle-fonts.mjs';
import { bundleProgram } from '../../../scripts/bundle-program.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** `sharp` of `sharp`, `@clack/prompts` of `@clack/prompts/x`; undefined for Node's modules and relative paths. */
function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/') || isBuiltin(specifier)) return undefined;
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}

/** The packages that a source loads when they are first needed. */
function requiredBy(source: string): readonly string[] {
  return Array.from(source.matchAll(/createRequire\(import\.meta\.url\)\('(.+?)'\)/g), ([, name = '']) => name);
}

/** The packages in the paths of a bundle's inputs. */
function packagesIn(files: readonly string[]): readonly string[] {
  const found = files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? []);
  return [...new Set(found)].sort();
}

describe('the bundle of the program', () => {
  let bundle: Awaited<ReturnType<typeof bundleProgram>>;
  beforeAll(async () => {
    const target = await mkdtemp(join(tmpdir(), 'handin-bundle-'));
    bundle = await bundleProgram(root, target);
    await rm(target, { recursive: true });
  }, 60_000);

  it('holds no package', () => {
    expect(bundle.modules.length).toBeGreaterThan(300);
    expect(packagesIn(bundle.modules)).toEqual([]);
  });

  it('imports every dependency, and no other package', async () => {
    // What is loaded synchronously when it is first needed.
    const required = await Promise.all(bundle.modules.map((file) => readFile(file, 'utf8')));
    const imported = [...bundle.imports, ...required.flatMap(requiredBy)]
      .flatMap((specifier) => packageOf(specifier) ?? [])
      .filter((name) => name !== 'modules');
    expect([...new Set(imported)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });
});

describe('the bundles of the pages’ scripts', () => {
  let bundles: Awaited<ReturnType<typeof bundleClient>>;
  beforeAll(async () => {
    bundles = await bundleClient(join(root, 'assets'), '/target');
  }, 60_000);

  it('hold packages that are not installed with the program as well', () => {
    const packages = packagesIn(Object.keys(bundles.metafile.inputs));
    expect(packages).toEqual(['idiomorph']);
    expect(packages.filter((name) => name in manifest.dependencies)).toEqual([]);
    expect(packages.filter((name) => !(name in manifest.devDependencies))).toEqual([]);
  });

  it('name the packages in them, whose licences are beside them', () => {
    const notices = [...bundles.files].flatMap(([path, text]) => {
      const found = text.match(/^\/\*! .* \*\/$/gm);
      return found ? [[path, ...found]] : [];
    });
    expect(notices).toEqual([
      ['/target/live.js', expect.stringMatching(/^\/\*! idiomorph \d.*, 0BSD, https:\/\/github\.com\/.* \*\/$/)],
    ]);
    const licences = bundles.files.get('/target/LICENSES.txt') ?? '';
    expect(licences).toMatch(/^idiomorph \d+\.\d+\.\d+\n\nZero-Clause BSD$/m);
    for (const name of fontPackages.map((folder) => folder.replace('node_modules/', ''))) {
      expect(manifest.devDependencies).toHaveProperty([name]);
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+\n[^]{0,200}SIL Open Font License`, 'm'));
    }
  });
});

it('versions are ranges, but for those that CONTRIBUTING.md gives a reason for', async () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  // `npm:NAME@RANGE` installs a package under another name.
  const held = all.filter(([, range]) => !/^(?:npm:.+@)?\^/.test(range)).map(([name, range]) => `\`${name}\` ${range}`);
  const contributing = await readFile(join(root, 'CONTRIBUTING.md'), 'utf8');
  const reasons = [...contributing.matchAll(/^- (`[^`]+` \S+) \(\d{4}-\d{2}-\d{2}\): \S/gm)].map(([, pin]) => pin);
  expect(held.sort()).toEqual(reasons.sort());
});
