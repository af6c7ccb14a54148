import { spawn } from 'node:child_process';
import { bin } from './run-report.js';

/** The result of a run on a terminal. */
export interface TerminalRun {
  readonly status: number | null;
  /** All output to the terminal, with its escape sequences. */
  readonly screen: string;
}

/** Where to run, and what to type: each answer as soon as its question is on the screen. */
export interface TerminalOptions {
  readonly cwd: string;
  readonly answers: readonly (readonly [question: string, keys: string])[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the built program on a terminal of 100 columns, which `script` from util-linux provides. */
export async function runOnTerminal(
  args: readonly string[],
  { cwd, answers, env = {} }: TerminalOptions,
): Promise<TerminalRun> {
  const words = [process.execPath, bin, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qefc', `stty rows 40 cols 100; exec ${words}`, '/dev/null'], {
    cwd,
    env: { ...process.env, TERM: 'xterm', CI: '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let seen = 0;
  const waiting = [...answers];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    const [question, keys] = waiting[0] ?? [];
    if (question === undefined || keys === undefined || !screen.includes(question, seen)) return;
    waiting.shift();
    seen = screen.length;
    child.stdin.write(keys);
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { status, screen };
}
