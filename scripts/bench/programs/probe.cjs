// Loaded into each measured process with `--require`, which costs about a millisecond; `--import` would load Node's ESM loader
// as well. Writes CPU time and peak memory to a descriptor of its own when the process ends, so that the program's output
// stays as it is. The main thread ends last: the last line counts.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  try {
    writeSync(3, `${userCPUTime + systemCPUTime} ${maxRSS}\n`);
  } catch {
    // A child of the measured process inherits the option, but not the descriptor.
  }
});
