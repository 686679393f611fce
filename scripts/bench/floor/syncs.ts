import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { payload } from '../records.ts';
import { BenchUser } from '../user.ts';
import type { Place } from './measure-row.ts';
import { treeOf } from './process-tree.ts';

const tracer = '/usr/bin/strace';
const writes = 40;

/**
 * Counts how often the disk is told to keep what was written (fsync, fdatasync) while writes are acknowledged one at a time.
 *
 * @returns How often for each write; null where nothing on this machine can tell.
 */
export async function syncsPerWrite({ family, databasePid }: Place): Promise<number | null> {
  if (!existsSync(tracer)) return null;
  const dir = mkdtempSync(join(tmpdir(), 'foxden-syncs-'));
  const file = join(dir, 'calls');
  const user = new BenchUser(family, 1_900_000_000 + Math.floor(Math.random() * 1000));
  await user.put('/storage/col/first', { payload: payload(600) });
  const pids = databasePid === undefined ? treeOf(family.pid) : [databasePid];
  const follow = pids.flatMap((pid) => ['-p', String(pid)]);
  const child = spawn(tracer, ['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', file, ...follow], { stdio: 'ignore' });
  await sleep(1000);
  for (let i = 0; i < writes; i++) {
    await user.put(`/storage/col/id${i}`, { payload: payload(600) });
    await sleep(20);
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
  const calls = readFileSync(file, 'utf8').split('\n');
  user.close();
  rmSync(dir, { recursive: true });
  // A call that others interrupt in the list has a second line for its end.
  return calls.filter((line) => /f(data)?sync\(/.test(line)).length / writes;
}
