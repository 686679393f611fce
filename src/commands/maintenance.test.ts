import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serveFamily, workerPids } from '../../testing/serve-family.ts';
import { maintenance } from './maintenance.ts';
import { parseTime } from './parse-time.ts';
import { status } from './status.ts';

const { ready } = serveFamily();
let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('closes the storage on all workers, over a restart, and opens it again', async () => {
  const served = await ready();
  vi.stubEnv('FOXDEN_DATA_DIR', served.dataDir);
  // Each on a connection of its own, since workers accept for themselves.
  const answers = () =>
    Promise.all(
      Array.from({ length: 8 }, () =>
        fetch(`${served.url}/1.5/1/info/collections`, { headers: { Connection: 'close' } }).then((each) => each.status),
      ),
    ).then((statuses) => [...new Set(statuses)]);
  expect(await maintenance.run([])).toBe(0);
  expect(printed.at(-1)).toMatch(/^No maintenance/);
  expect(await maintenance.run(['on', '--until', '2099-01-01T00:00'])).toBe(0);
  expect(printed.at(-1)).toBe('Maintenance: storage is closed until 2099-01-01 00:00. Browsers wait; nothing is lost.');
  await expect.poll(answers).toEqual([503]);
  const before = await workerPids(served);
  process.kill(before[0]!, 'SIGKILL');
  await expect.poll(async () => (await workerPids(served)).filter((pid) => !before.includes(pid)).length).toBe(1);
  expect(await answers()).toEqual([503]);
  expect(await status.run([])).toBe(0);
  expect(printed.at(-1)).toContain('Maintenance: storage is closed until 2099');
  expect(await maintenance.run(['backoff', '600'])).toBe(0);
  expect(await maintenance.run(['off'])).toBe(0);
  expect(printed.at(-1)).toBe('Browsers are asked to wait 600 s between two syncs.');
  await expect.poll(answers).toEqual([401]);
  expect(await maintenance.run(['alert', 'Schluß', '--ends', 'hard', '--url', 'https://news.example'])).toBe(0);
  expect(await maintenance.run(['--json'])).toBe(0);
  expect(JSON.parse(printed.at(-1)!)).toEqual({
    maintenance: null,
    backoff: 600,
    alert: '{"code":"hard-eol","message":"Schlu\\u00df","url":"https://news.example/"}',
  });
});

it.each([
  ['later'],
  ['on', 'now'],
  ['off', '--until', '23:30'],
  ['on', '--until', 'soon'],
  ['on', '--until', '2001-01-01T00:00'],
  ['backoff'],
  ['backoff', '0'],
  ['backoff', '604801'],
  ['backoff', '1.5'],
  ['alert'],
  ['alert', 'é'],
  ['alert', 'x', '--ends', 'never', '--url', 'https://a.example'],
  ['alert', 'x', '--ends', 'soft'],
  ['alert', 'x', '--ends', 'soft', '--url', 'javascript:1'],
  ['alert', 'x'.repeat(1001)],
  ['alert', 'off', '--ends', 'soft', '--url', 'https://a.example'],
])('refuses %j', async (...args) => {
  await expect(maintenance.run(args)).rejects.toThrow(/./);
  expect(printed).toEqual([]);
});

it('reads times of the clock as the next ones', () => {
  const noon = new Date(2026, 10, 28, 12, 0).getTime();
  expect(parseTime('13:30', noon)).toBe(new Date(2026, 10, 28, 13, 30).getTime());
  expect(parseTime('11:30', noon)).toBe(new Date(2026, 10, 29, 11, 30).getTime());
  expect(parseTime('2026-12-01T06:00', noon)).toBe(new Date(2026, 11, 1, 6, 0).getTime());
  for (const wrong of ['24:00', '12:60', '2026-13-01T00:00', '2026-11-28T11:00', '1', '']) {
    expect(() => parseTime(wrong, noon), wrong).toThrow(/./);
  }
});
