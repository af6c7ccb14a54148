// Loaded into each measured process with `--require`, which costs about a millisecond; `--import` would load Node's ESM loader
// as well. Writes CPU time and peak memory to a descriptor of its own when the process ends, so that the program's output
// stays as it is. The main thread ends last: the last line counts. Where `/proc` tells of them, the processes that it starts
// are added, with their own peaks: a little more than what all took at once.
const { existsSync, readdirSync, readFileSync, writeSync } = require('node:fs');

/** Milliseconds between two looks at processes, which may end before this one does. */
const interval = 100;

/** The clock ticks of `/proc` in a second. */
const ticks = 100;

/** Where Linux lists the threads of this process. */
const threads = '/proc/self/task';

/** @type {Map<string, { cpu: number, memory: number }>} By process id; microseconds and kilobytes. */
const others = new Map();

function look() {
  for (const id of listChildren())
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
      const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
      // One that has ended no longer tells its peak.
      const peak = Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
      others.set(id, { cpu: ((user + system) / ticks) * 1e6, memory: Math.max(peak, others.get(id)?.memory ?? 0) });
    } catch {
      // It has just ended.
    }
}

function listChildren() {
  if (!existsSync(threads)) return [];
  return readdirSync(threads).flatMap((id) => {
    try {
      return readFileSync(`${threads}/${id}/children`, 'utf8').split(' ').filter(Boolean);
    } catch {
      // The thread has just ended.
      return [];
    }
  });
}

setInterval(look, interval).unref();

process.on('exit', () => {
  look();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let [cpu, memory] = [userCPUTime + systemCPUTime, maxRSS];
  for (const other of others.values()) {
    cpu += other.cpu;
    memory += other.memory;
  }
  try {
    writeSync(3, `${cpu} ${memory}\n`);
  } catch {
    // A child of the measured process inherits the option, but not the descriptor.
  }
});
