import type { GuardedGit } from './guarded-git.js';

/** The sizes of objects; null for those that are not there. */
export async function blobSizes(git: GuardedGit, ids: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
  if (ids.length === 0) return new Map();
  const { stdout } = await git.run(['cat-file', '--batch-check=%(objectname) %(objectsize)'], `${ids.join('\n')}\n`);
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [id, size] = line.split(' ');
      return id === undefined || id === '' ? [] : [[id, /^\d+$/.test(size ?? '') ? Number(size) : null] as const];
    }),
  );
}

/**
 * Reads objects one after the other.
 *
 * @param ids Of objects that are there, and of which each fits into memory
 */
export async function readBlobs(
  git: GuardedGit,
  ids: readonly string[],
  sink: (index: number, content: Buffer) => Promise<void>,
): Promise<void> {
  if (ids.length === 0) return;
  const reader = new ChunkReader(
    git.stream(['cat-file', '--batch=%(objectname) %(objectsize)'], `${ids.join('\n')}\n`),
  );
  for (const [index, id] of ids.entries()) {
    const [name, size] = (await reader.line()).split(' ');
    if (name !== id || !/^\d+$/.test(size ?? '')) throw new Error(`git cat-file: unexpected answer about ${id}`);
    const content = await reader.bytes(Number(size));
    await reader.bytes(1);
    await sink(index, content);
  }
  await reader.end();
}

/** Reads a stream of chunks by lines and by numbers of bytes. */
class ChunkReader {
  private chunks: Buffer[] = [];
  private buffered = 0;

  constructor(private readonly stream: AsyncGenerator<Buffer, string, undefined>) {}

  async line(): Promise<string> {
    for (let searched = 0; ; ) {
      const data = this.joined();
      const end = data.indexOf(10, searched);
      if (end >= 0) return (await this.bytes(end + 1)).toString('latin1', 0, end);
      searched = data.length;
      await this.pull();
    }
  }

  async bytes(count: number): Promise<Buffer> {
    while (this.buffered < count) await this.pull();
    const data = this.joined();
    this.chunks = [data.subarray(count)];
    this.buffered -= count;
    return data.subarray(0, count);
  }

  /** Waits for the exit status. */
  async end(): Promise<void> {
    while (!(await this.stream.next()).done);
  }

  private joined(): Buffer {
    const data = Buffer.concat(this.chunks);
    this.chunks = [data];
    return data;
  }

  private async pull(): Promise<void> {
    const { done, value } = await this.stream.next();
    if (done) throw new Error('git cat-file ended early');
    this.chunks.push(value);
    this.buffered += value.length;
  }
}
