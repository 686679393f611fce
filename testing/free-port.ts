import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Below the ports that Linux gives to whoever asks for any, so that nobody takes one between its choice and its use, nor while
// what listens there is started again. Other tests that run at the same time see by a file which ports this process has.
const [lowest, count] = [12_000, 20_000];
const claims = join(tmpdir(), `foxden-ports-${process.getuid?.() ?? ''}`);
const mine = new Set<string>();
process.once('exit', () => {
  for (const claim of mine) rmSync(claim, { force: true });
});

/** Finds a port of 127.0.0.1 that nobody listens on, and keeps it from other tests until this process ends. */
export const freePort = (): Promise<number> => freePorts(1);

/** Finds ports that follow each other, as {@link freePort} does; gives the first. */
export async function freePorts(wanted: number): Promise<number> {
  mkdirSync(claims, { recursive: true });
  for (;;) {
    const first = lowest + Math.floor(Math.random() * (count - wanted));
    const ports = Array.from({ length: wanted }, (_, i) => first + i);
    if (ports.every(claim) && (await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
}

// True for a port that belongs to this process now. One of a process that is no more is forgotten, for the next to look.
function claim(port: number): boolean {
  const file = join(claims, String(port));
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    mine.add(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

function isAlive(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
