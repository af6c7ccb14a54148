#!/usr/bin/env node
// The entry point. It imports nothing that `--version` does not need, and uses no recent syntax: a Node version that is
// too old must be able to parse it and print the message about that.
import { readFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Handin needs Node 20.19 or newer, and this is Node ${process.versions.node}.`);
  console.error('Install a newer one from https://nodejs.org and run the command again.');
  process.exitCode = 2;
} else if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  console.log(readVersion());
} else {
  void import('./program.js').then((program) => program.run(process.argv.slice(2), readVersion())).then(end);
}

/** Exits once both streams are flushed. By itself Node would first wait for pending optimizations of the JIT compiler. */
function end(): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
