import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/model/sha256.js';
import { UserError } from '../../../src/model/user-error.js';
import { type FileParts, planSite, type SiteFile } from '../../../src/site/plan.js';
import { writeSite } from '../../../src/site/write.js';

let parent: string;
let out: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'handin-write-')));
  out = join(parent, 'site');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(parent, { recursive: true });
});

const manifest = JSON.stringify({ generator: 'handin 0.1.0' });
const signal = new AbortController().signal;
type Files = Record<string, SiteFile['content']>;

function inParts(...texts: readonly string[]): FileParts {
  return { parts: () => texts.map((text) => Buffer.from(text)) };
}

function write(files: Files, options: { signal: AbortSignal } = { signal }) {
  const all = Object.entries({ 'manifest.json': manifest, ...files });
  return writeSite(planSite(all.map(([path, content]) => ({ path, content }))), out, options);
}

/** Every file below a folder, with its text. */
async function tree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')]),
  );
  return Object.fromEntries(texts.sort());
}

describe('a first site', () => {
  it('is written whole, folders above it included', async () => {
    out = join(parent, 'deep', 'er', 'site');
    const bytes = new Uint8Array([1, 2, 3]);
    const result = await write({
      'a/index.html': 'ä',
      'a/figures/f.webp': async () => bytes,
      'b.html': new Uint8Array([66]),
      'c.json': inParts('[', '1', ']'),
    });
    expect(result).toEqual({ written: 5, kept: 0, removed: 0, bytes: 2 + 3 + 1 + 3 + manifest.length });
    expect(await tree(out)).toEqual({
      'a/figures/f.webp': '\u0001\u0002\u0003',
      'a/index.html': 'ä',
      'b.html': 'B',
      'c.json': '[1]',
      'manifest.json': manifest,
    });
    expect(await readdir(join(parent, 'deep', 'er'))).toEqual(['site']);
  });

  it('goes into a folder that is there and empty', async () => {
    await mkdir(out);
    expect(await write({})).toMatchObject({ written: 1 });
  });

  it('is readable by others as far as the system’s settings allow', async () => {
    await mkdir(join(parent, 'reference'));
    await write({});
    expect((await stat(out)).mode).toBe((await stat(join(parent, 'reference'))).mode);
  });
});

describe('the next site', () => {
  it('keeps what did not change, as the same file', async () => {
    await write({ 'kept.html': 'same', 'changed.html': 'before', 'gone/x.html': 'x' });
    const before = await stat(join(out, 'kept.html'), { bigint: true });
    const result = await write({ 'kept.html': 'same', 'changed.html': 'after!', 'new/y.html': 'y' });
    expect(result).toEqual({ written: 2, kept: 2, removed: 1, bytes: 4 + 6 + 1 + manifest.length });
    const after = await stat(join(out, 'kept.html'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    expect(await tree(out)).toEqual({
      'changed.html': 'after!',
      'kept.html': 'same',
      'manifest.json': manifest,
      'new/y.html': 'y',
    });
    expect((await readdir(out)).sort()).toEqual(['changed.html', 'kept.html', 'manifest.json', 'new']);
    expect(await readdir(parent)).toEqual(['site']);
  });

  it('touches nothing when nothing changed', async () => {
    await write({ 'a/index.html': 'a', 'b.json': inParts('{', '}') });
    await chmod(parent, 0o555);
    const before = await stat(out, { bigint: true });
    try {
      expect(await write({ 'a/index.html': 'a', 'b.json': inParts('{}') })).toEqual({
        written: 0,
        kept: 3,
        removed: 0,
        bytes: 1 + 2 + manifest.length,
      });
    } finally {
      await chmod(parent, 0o755);
    }
    const after = await stat(out, { bigint: true });
    expect([after.ino, after.mtimeNs, after.ctimeNs]).toEqual([before.ino, before.mtimeNs, before.ctimeNs]);
  });

  it('writes a file in parts when its digest is another one, and only then', async () => {
    const writeParts = (...texts: readonly string[]) => {
      const file = { path: 'manifest.json', content: inParts(...texts), sha256: sha256(texts.join('')) };
      return writeSite(planSite([file]), out, { signal, digestOf: () => sha256(manifest) });
    };
    const [head, end] = [manifest.slice(0, -1), manifest.slice(-1)];
    const bytes = manifest.length;
    expect(await writeParts(head, end)).toEqual({ written: 1, kept: 0, removed: 0, bytes });
    expect(await writeParts(manifest)).toEqual({ written: 0, kept: 1, removed: 0, bytes });
    expect(await writeParts(head, ' ', end)).toEqual({ written: 1, kept: 0, removed: 0, bytes: bytes + 1 });
    expect(await tree(out)).toEqual({ 'manifest.json': `${head} ${end}` });
  });

  it('does not ask for content whose digest it finds there', async () => {
    const bytes = new TextEncoder().encode('figure');
    let calls = 0;
    const content = async () => {
      calls += 1;
      return bytes;
    };
    const plan = planSite([
      { path: 'manifest.json', content: manifest },
      { path: 'f.webp', content, sha256: sha256(bytes) },
    ]);
    await writeSite(plan, out, { signal });
    await writeSite(plan, out, { signal });
    expect(calls).toBe(1);
    await writeFile(join(out, 'f.webp'), 'damage');
    expect(await writeSite(plan, out, { signal })).toMatchObject({ written: 1, kept: 1 });
    expect(await readFile(join(out, 'f.webp'), 'utf8')).toBe('figure');
  });

  it('removes empty folders and links that are not its own, and does not follow them', async () => {
    await write({ 'a/index.html': 'a' });
    const elsewhere = join(parent, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'index.html'), 'a');
    await rm(join(out, 'a'), { recursive: true });
    await symlink(elsewhere, join(out, 'a'), 'junction');
    await mkdir(join(out, 'empty'));
    expect(await write({ 'a/index.html': 'a' })).toMatchObject({ written: 1, kept: 1, removed: 0 });
    expect((await lstat(join(out, 'a'))).isDirectory()).toBe(true);
    expect(await readdir(out)).toEqual(['a', 'manifest.json']);
    expect(await tree(elsewhere)).toEqual({ 'index.html': 'a' });
  });

  it('replaces the folder that a link names, and keeps the link', async () => {
    await mkdir(join(parent, 'www'));
    await symlink(join(parent, 'www'), out, 'junction');
    await write({ 'a.html': '1' });
    await write({ 'a.html': '2' });
    expect((await lstat(out)).isSymbolicLink()).toBe(true);
    expect(await tree(join(parent, 'www'))).toEqual({ 'a.html': '2', 'manifest.json': manifest });
    expect((await readdir(parent)).sort()).toEqual(['site', 'www']);
  });
});

describe('what is not ours', () => {
  async function refusal(): Promise<{ message: string; advice: string | undefined }> {
    const error = await write({}).catch((thrown: unknown) => thrown);
    if (!(error instanceof UserError)) throw new Error(`Expected a UserError, got ${String(error)}`);
    return { message: error.message, advice: error.advice };
  }

  it('is never replaced', async () => {
    await mkdir(out);
    for (const name of ['thesis.docx', 'b.txt', 'c.txt', 'd.txt', 'e.txt']) await writeFile(join(out, name), '');
    expect(await refusal()).toEqual({
      message: `${out} holds files that Handin did not write (b.txt, c.txt, d.txt and 2 more), and writing the site would remove them.`,
      advice:
        'Choose another folder with `--out`, or `out` in the configuration. If the folder is an old site, remove it.',
    });
    expect(await readdir(out)).toHaveLength(5);
    expect(await readdir(parent)).toEqual(['site']);
  });

  it.each(['{"generator":"another 1.0"}', '{"name":"web app"}', 'no json', 'null'])(
    '%s is no sign of ours',
    async (text) => {
      await mkdir(out);
      await writeFile(join(out, 'manifest.json'), text);
      expect((await refusal()).message).toBe(
        `${out} holds files that Handin did not write (manifest.json), and writing the site would remove them.`,
      );
    },
  );

  it('a Git repository stays, even with a site in it', async () => {
    await write({});
    await mkdir(join(out, '.git'));
    expect((await refusal()).message).toBe(
      `${out} holds a Git repository (.git), which writing the site would remove.`,
    );
  });

  it('a file is no folder', async () => {
    await writeFile(out, '');
    expect((await refusal()).message).toBe(`${out} is not a folder, so no site can be written to it.`);
  });

  it('a link to nowhere is told', async () => {
    await symlink(join(parent, 'nowhere'), out, 'junction');
    expect((await refusal()).message).toBe(`${out} is a link to a folder that does not exist.`);
  });

  it('a site without a manifest is a bug', async () => {
    await expect(writeSite(planSite([{ path: 'a', content: '' }]), out, { signal })).rejects.toThrow(
      'A site without manifest.json could never be replaced by the next one.',
    );
  });
});

describe('a run that does not finish', () => {
  it('leaves the old site when a file fails', async () => {
    await write({ 'a.html': 'old' });
    const failing = async () => {
      throw new Error('disk on fire');
    };
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}.html`, 'x']));
    await expect(write({ ...files, 'b.webp': failing })).rejects.toThrow('disk on fire');
    expect(await tree(out)).toEqual({ 'a.html': 'old', 'manifest.json': manifest });
    expect(await readdir(parent)).toEqual(['site']);
  });

  it('leaves the old site when it is aborted', async () => {
    await write({ 'a.html': 'old' });
    const controller = new AbortController();
    const aborting = async () => {
      controller.abort(new Error('Ctrl-C'));
      return new Uint8Array();
    };
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}.html`, 'x']));
    await expect(write({ ...files, 'a.html': aborting }, controller)).rejects.toThrow('Ctrl-C');
    expect(await tree(out)).toEqual({ 'a.html': 'old', 'manifest.json': manifest });
    expect(await readdir(parent)).toEqual(['site']);
  });

  async function deadProcess(): Promise<number> {
    const child = spawn(process.execPath, ['-e', '0']);
    await once(child, 'exit');
    return child.pid ?? 0;
  }

  it('is repaired by the next one when it was killed between the renames', async () => {
    await write({ 'a.html': 'old' });
    const stage = join(parent, `.site.handin-${await deadProcess()}-abcdef`);
    await mkdir(join(stage, 'new'), { recursive: true });
    await rename(out, join(stage, 'old-1'));
    await expect(write({ 'a.html': async () => Promise.reject(new Error('fails')) })).rejects.toThrow('fails');
    expect(await tree(out)).toEqual({ 'a.html': 'old', 'manifest.json': manifest });
    expect(await readdir(parent)).toEqual(['site']);
  });

  it('has its stage removed, and one at work has not', async () => {
    const atWork = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    children.push(atWork);
    const live = `.site.handin-${atWork.pid}-abcdef`;
    for (const name of [
      live,
      `.site.handin-${await deadProcess()}-abcdef`,
      '.site.handin-nonsense',
      '.site2.handin-1-x',
    ]) {
      await mkdir(join(parent, name));
    }
    await write({ 'a.html': 'a' });
    expect((await readdir(parent)).sort()).toEqual([live, '.site2.handin-1-x', 'site'].sort());
  });
});

it('many runs at once leave one whole site', async () => {
  const site = (run: number): Files =>
    Object.fromEntries([
      ...Array.from({ length: 40 }, (_, index) => [`f${index}.html`, `run ${run}`]),
      ...Array.from({ length: 40 }, (_, index) => [`same${index}.html`, 'same']),
    ]);
  await write(site(0));
  await Promise.all(Array.from({ length: 8 }, (_, index) => write(site(index + 1))));
  const files = await tree(out);
  const texts = new Set(
    Object.entries(files)
      .filter(([path]) => path.startsWith('f'))
      .map(([, text]) => text),
  );
  expect(texts.size).toBe(1);
  expect(Object.keys(files)).toHaveLength(81);
  expect(await readdir(parent)).toEqual(['site']);
});
