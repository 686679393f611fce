import { afterAll, expect, it, vi } from 'vitest';
import * as breathing from '../data/breathe.ts';
import type { OpenRecord } from '../sync-client/records.ts';
import type { OpenVersion } from '../sync-client/versions.ts';
import { Timeline } from './timeline.ts';

const record = (id: string, modified: number, title: string | null): OpenRecord => ({
  id,
  modified,
  clear: title === null ? { id, deleted: true } : { id, title },
});
const version = (id: string, modified: number, replaced: number, title: string | null): OpenVersion => ({
  ...record(id, modified, title),
  replaced,
});
const titles = (records: OpenRecord[]) => records.map(({ clear }) => (clear as { title: string }).title).sort();

// At 100: a, b and c are there. 200: a is renamed, b deleted by a tombstone, d appears. 300: c is deleted by the server's DELETE;
// 400: b comes back as it was.
const timeline = () =>
  new Timeline(
    [record('a', 200, 'A2'), record('b', 400, 'B'), record('d', 200, 'D')],
    [
      version('a', 100, 200, 'A1'),
      version('b', 100, 200, 'B'),
      version('b', 200, 400, null),
      version('c', 100, 300, 'C'),
    ],
  );

it('tells what each write did, the newest first, and nothing from before the keeping began', async () => {
  const told = (await timeline().moments(100)).map(({ at, appeared, changed, wentAway }) => [
    at,
    titles(appeared),
    titles(changed),
    titles(wentAway),
  ]);
  expect(told).toEqual([
    [400, ['B'], [], []],
    [300, [], [], ['C']],
    [200, ['D'], ['A2'], ['B']],
  ]);
});

it('knows which device wrote, where what it replaced says so', async () => {
  const versions = [
    { ...version('a', 100, 200, 'A1'), device: 'laptop' },
    version('b', 100, 300, 'B1'),
    { ...version('c', 100, 400, 'C'), device: 'phone' },
  ];
  const moments = await new Timeline([record('a', 200, 'A2'), record('b', 300, 'B2')], versions).moments(100);
  expect(moments.map(({ at, device }) => [at, device])).toEqual([
    [400, 'phone'],
    [300, undefined],
    [200, 'laptop'],
  ]);
});

it('plans what has to be done for any moment', async () => {
  const plan = async (moment: number) => {
    const { comesBack, becomes, goes, isEmpty } = await timeline().plan(moment);
    return [titles(comesBack), titles(becomes), titles(goes), isEmpty];
  };
  expect(await plan(100)).toEqual([['C'], ['A1'], ['D'], false]);
  expect(await plan(199)).toEqual([['C'], ['A1'], ['D'], false]);
  expect(await plan(200)).toEqual([['C'], [], ['B'], false]);
  expect(await plan(300)).toEqual([[], [], ['B'], false]);
  expect(await plan(400)).toEqual([[], [], [], false]);
  expect(await plan(50)).toEqual([[], [], ['A2', 'B', 'D'], true]);
});

it('never lets the roots go, and leaves alone what it cannot open', async () => {
  const unreadable: OpenVersion = { id: 'x', modified: 100, replaced: 200, clear: null, problem: 'other keys' };
  const now = [record('toolbar', 200, 'Toolbar'), record('x', 200, 'X'), record('new', 200, 'N')];
  const plan = await new Timeline(now, [unreadable, version('old', 100, 300, 'O')]).plan(150, new Set(['toolbar']));
  expect([titles(plan.comesBack), titles(plan.goes), plan.lost]).toEqual([['O'], ['N'], 1]);
});

it('does not take another order of the same fields for a change', async () => {
  const one: OpenVersion = { id: 'a', modified: 1, replaced: 2, clear: { id: 'a', title: 'T', tags: ['x'] } };
  const other: OpenRecord = { id: 'a', modified: 2, clear: { tags: ['x'], title: 'T', id: 'a' } };
  expect(await new Timeline([other], [one]).moments(1)).toEqual([]);
});

it('lets the page react after every 500 records', async () => {
  const breathe = vi.spyOn(breathing, 'breathe');
  afterAll(() => breathe.mockRestore());
  const now = Array.from({ length: 2100 }, (_, i) => record(`r${i}`, 200, 'now'));
  const before = now.map(({ id }) => version(id, 100, 200, 'then'));
  const large = new Timeline(now, before);
  expect((await large.moments(100))[0]!.changed).toHaveLength(2100);
  expect(breathe).toHaveBeenCalledTimes(4);
  expect((await large.plan(150)).becomes).toHaveLength(2100);
  expect(breathe).toHaveBeenCalledTimes(8);
});
