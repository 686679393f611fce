import { spawn } from 'node:child_process';
import { foxdenProgram } from './foxden-program.ts';

/** What a command has printed, and how it ended. */
export interface CommandOutcome {
  code: number | NodeJS.Signals;
  stdout: string;
  stderr: string;
  /** Both, in the order that they came in. */
  output: string;
}

/** How to run a command; environment variables beside PATH are those given. */
export interface CommandOptions {
  env?: Record<string, string>;
  cwd?: string;
  input?: string | Buffer;
  /** User and group to run it as, for root. */
  uid?: number;
  /** Programs to run it by, such as `faketime`. */
  through?: string[];
}

/** Runs `foxden …` as a process of its own and waits for its end. */
export function runFoxden(args: string[], options: CommandOptions = {}): Promise<CommandOutcome> {
  const { env = {}, cwd, input = '', uid, through = [] } = options;
  const [file, ...rest] = [...through, process.execPath, foxdenProgram, ...args] as [string, ...string[]];
  const child = spawn(file, rest, {
    cwd,
    uid,
    gid: uid,
    env: { PATH: process.env.PATH, FOXDEN_ENV_FILE: '/dev/null', ...env },
  });
  const outcome = { stdout: '', stderr: '', output: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text) => {
      outcome[name] += text;
      outcome.output += text;
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal!, ...outcome }));
  });
}
