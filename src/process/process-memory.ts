import { readFile } from 'node:fs/promises';

/** How often memory is looked at, in milliseconds. */
const interval = 250;

/** Most processes that are looked at. */
const maxProcesses = 50;

/**
 * Calls back when a process and those that it started have more memory of their own than a limit, in bytes. Only Linux
 * tells; elsewhere nothing happens.
 *
 * @returns a function that ends the watch
 */
export function watchMemory(pid: number | undefined, limit: number, onExcess: () => void): () => void {
  if (pid === undefined || process.platform !== 'linux') return () => undefined;
  const timer = setInterval(() => {
    void memoryOf(pid).then((bytes) => {
      if (bytes > limit) onExcess();
    });
  }, interval);
  return () => clearInterval(timer);
}

/** Without what is mapped from files. */
async function memoryOf(root: number): Promise<number> {
  let bytes = 0;
  const pids = [root];
  for (let index = 0; index < pids.length && index < maxProcesses; index += 1) {
    const folder = `/proc/${pids[index]}`;
    const [status, children] = await Promise.all([
      readText(`${folder}/status`),
      readText(`${folder}/task/${pids[index]}/children`),
    ]);
    bytes += 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    for (const [child] of children.matchAll(/\d+/g)) pids.push(Number(child));
  }
  return bytes;
}

/** Empty for a process that has ended. */
function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
