/**
 * Makes the garbage collector run before the heap has grown by a third. On a machine with much memory it would let garbage
 * grow to several times what is in use: among 3,000 reports to 1.3 GB instead of 0.6. It takes about a seventh more of CPU time,
 * mostly on another thread, and unlike `--max-old-space-size` never ends the process.
 */
export function limitHeapGrowth(): void {
  // Imported on first use: only large cohorts need it, and loading it takes milliseconds at each start.
  process.getBuiltinModule('node:v8').setFlagsFromString('--heap-growing-percent=30');
}
