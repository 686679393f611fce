import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serveFamily, workerPids } from '../../testing/serve-family.ts';
import type { Status } from '../control/status.ts';
import { certificate } from './certificate.ts';
import { log } from './log.ts';
import { restart } from './restart.ts';
import { status } from './status.ts';

const { ready, dataDir } = serveFamily();
let printed: string[];
let told: string[];

beforeEach(() => {
  printed = [];
  told = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  vi.spyOn(console, 'error').mockImplementation((text) => void told.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('status, log level and restart work on the Foxden that runs on the data dir', async () => {
  const served = await ready();
  vi.stubEnv('FOXDEN_DATA_DIR', served.dataDir);
  expect(await status.run([])).toBe(0);
  expect(printed[0]).toMatch(
    /is running at http:\/\/localhost:\d+ \(process \d+.*\n.*sqlite[\s\S]*\n {2}worker \d+ {2}ready/,
  );
  expect(printed[0]).toContain('pairing hub: not running; it starts when somebody pairs');
  expect(await log.run(['level', 'debug'])).toBe(0);
  expect(await status.run(['--json'])).toBe(0);
  expect((JSON.parse(printed.at(-1)!) as Status).logLevel).toBe('debug');
  expect(await certificate.run([])).toBe(0);
  expect(printed.at(-1)).toMatch(/^Certificate: none is needed for http:/);
  expect(await certificate.run(['history'])).toBe(0);
  expect(printed.at(-1)).toMatch(/Nothing has happened/);
  const before = await workerPids(served);
  expect(await restart.run([])).toBe(0);
  expect((await workerPids(served)).filter((pid) => before.includes(pid))).toEqual([]);
});

it('status ends as the Linux Standard Base wants it when Foxden does not run', async () => {
  const dir = dataDir();
  vi.stubEnv('FOXDEN_DATA_DIR', dir);
  expect(await status.run([])).toBe(3);
  writeFileSync(join(dir, 'control.sock'), '');
  expect(await status.run([])).toBe(1);
  expect(told[0]).toContain(`not running on ${dir}. Start it`);
  expect(told[1]).toContain('without cleaning up');
});

it.each([[], ['level'], ['level', 'loud'], ['level', 'info', 'more'], ['loud']])('log refuses %j', async (...args) => {
  await expect(log.run(args)).rejects.toThrow('foxden log level');
});
