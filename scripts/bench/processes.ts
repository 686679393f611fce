import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a measured process tells about itself. `cpu` is milliseconds, memory bytes; counters since its start. */
export interface Facts {
  cpu: number;
  rss: number;
  /** Largest memory since it was asked last. */
  peak: number;
  /** SQL statements without BEGIN, COMMIT and the like. */
  statements: number;
  roundTrips: number;
}

/** A process under measurement. */
export interface Measured {
  url: string;
  /** Master secret, of a Sync server. */
  secret: string;
  ask<T>(question: 'facts' | 'token'): Promise<T>;
  stop(): void;
}

/** Starts one of the programs beside this file, at Foxden's defaults whatever the environment of the caller says. */
export async function start(
  file: 'server-process.ts' | 'bare-process.ts',
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Promise<Measured> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('FOXDEN_'));
  const child = fork(new URL(file, import.meta.url), args, { env: { ...Object.fromEntries(inherited), ...env } });
  const { url, secret } = await message<{ url: string; secret: string }>(child);
  return {
    url,
    secret,
    ask: (question) => {
      const answer = message<never>(child);
      child.send(question);
      return answer;
    },
    stop: () => child.disconnect(),
  };
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process under measurement ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (value) => {
      child.off('exit', ended);
      resolve(value as T);
    });
  });
}

/** CPU milliseconds that another process has used, by its id; 0 where the system doesn't tell. */
export function cpuOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // Clock ticks of 10 ms.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}
