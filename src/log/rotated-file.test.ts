import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRotatedFile, type RotatedFileOptions } from './rotated-file.ts';

let dir: string;
let troubles: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-log-'));
  troubles = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

const open = (options: Partial<RotatedFileOptions> = {}) =>
  createRotatedFile({ dir, name: 'main', keep: 3, onTrouble: (_level, message) => troubles.push(message), ...options });
const today = () => new Date().toISOString().slice(0, 10);
const entry = (message: string) => ({ level: 'info', message });
const text = (name: string) => {
  const bytes = readFileSync(join(dir, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
};

it('appends JSON lines to a file of the day, also after a restart', async () => {
  for (const message of ['one', 'two']) {
    const file = open();
    file.write(entry(message));
    await file.close();
  }
  expect(readdirSync(dir)).toEqual([`main-${today()}.log`]);
  const lines = text(`main-${today()}.log`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).message);
  expect(lines).toEqual(['one', 'two']);
});

it('begins a new file when one is full, compresses the full one, keeps only so many and loses no line that it keeps', async () => {
  const file = open({ maxSize: 2048, keep: 3 });
  for (let i = 0; i < 100; i++) {
    file.write(entry(`line ${i} ${'x'.repeat(100)}`));
    if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // While older ones are still being compressed there may be three as well.
  const state = () => {
    const names = readdirSync(dir);
    const [live, ...others] = names.filter((name) => !name.endsWith('.gz'));
    return [names.length, others, live !== undefined && text(live).includes('line 99 ')];
  };
  await expect.poll(state).toEqual([4, [], true]);
  await file.close();
  const names = readdirSync(dir).sort();
  expect(names.filter((name) => name.endsWith('.log'))).toHaveLength(1);
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  const kept = names
    .flatMap((name) => text(name).trim().split('\n'))
    .map((line) => Number(/line (\d+)/.exec(line)![1]));
  kept.sort((a, b) => a - b);
  expect(kept.at(-1)).toBe(99);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 100 - kept.length + i));
});

it('begins a new file at midnight UTC', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-28T23:59:59Z') });
  const file = open();
  file.write(entry('before'));
  vi.setSystemTime(new Date('2026-03-29T00:00:01Z'));
  file.write(entry('after'));
  await expect.poll(() => readdirSync(dir).sort()).toEqual(['main-2026-03-28.log.gz', 'main-2026-03-29.log']);
  await file.close();
  expect(text('main-2026-03-28.log.gz')).toContain('before');
  expect(text('main-2026-03-29.log')).toContain('after');
});

it('compresses what an earlier run left and removes the oldest, but nothing that is not its own', async () => {
  const old = ['2026-01-01.log', '2026-01-02.log', '2026-01-03.log.gz', '2026-01-04.log', '2026-01-05.1.log'];
  for (const [i, name] of old.entries()) {
    writeFileSync(join(dir, `main-${name}`), `old ${i}\n`);
    utimesSync(join(dir, `main-${name}`), 1000 + i, 1000 + i);
  }
  writeFileSync(join(dir, 'main-2026-01-06.log.gz.tmp'), 'cut off');
  for (const other of ['access-2026-01-01.log', 'main-notes.log']) writeFileSync(join(dir, other), 'other');
  const file = open({ keep: 3 });
  await expect.poll(() => existsSync(join(dir, 'main-2026-01-05.1.log.gz'))).toBe(true);
  await file.close();
  expect(readdirSync(dir).sort()).toEqual([
    'access-2026-01-01.log',
    'main-2026-01-03.log.gz',
    'main-2026-01-04.log.gz',
    'main-2026-01-05.1.log.gz',
    `main-${today()}.log`,
    'main-notes.log',
  ]);
  expect(text('main-2026-01-04.log.gz')).toBe('old 3\n');
});

it('opens the file again by name (SIGHUP), after something else has moved it away', async () => {
  const file = open();
  file.write(entry('one'));
  await expect.poll(() => text(`main-${today()}.log`)).toContain('one');
  renameSync(join(dir, `main-${today()}.log`), join(dir, 'moved'));
  file.reopen();
  file.write(entry('two'));
  await file.close();
  expect(text('moved')).toContain('one');
  expect(text(`main-${today()}.log`)).toContain('two');
});

it('writes to stderr while the disk is full, says so once, and goes back to the file when there is room', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const path = join(dir, `main-${today()}.log`);
  symlinkSync('/dev/full', path);
  // The next try comes when the test wants it: until then the file must not be opened again.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const file = open();
  for (let i = 0; i < 5; i++) file.write(entry(`early ${i}`));
  await expect.poll(() => troubles).toHaveLength(1);
  expect(troubles[0]).toMatch(/ENOSPC.*Make room/);
  file.write(entry('meanwhile'));
  expect(stderr.mock.calls.map(([chunk]) => String(chunk)).join('')).toContain('meanwhile');
  rmSync(path);
  vi.advanceTimersByTime(60_000);
  await expect.poll(() => troubles.at(-1)).toContain('again');
  file.write(entry('late'));
  await file.close();
  expect(text(`main-${today()}.log`)).toContain('late');
});

it('writes to stderr when it may not write to the folder', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  mkdirSync(join(dir, `main-${today()}.log`));
  const file = open();
  file.write(entry('anyway'));
  await expect.poll(() => troubles).toHaveLength(1);
  file.write(entry('and after'));
  await file.close();
  expect(stderr.mock.calls.map(([chunk]) => String(chunk)).join('')).toContain('and after');
});
