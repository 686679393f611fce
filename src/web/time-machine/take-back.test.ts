import { expect, it } from 'vitest';
import type { OpenRecord } from '../sync-client/records.ts';
import type { Change } from '../sync-client/sync-client.ts';
import type { VersionsState } from '../sync-client/versions.ts';
import { fixedIds, NoReturnError, takeBack } from './take-back.ts';
import { Timeline } from './timeline.ts';

const state: VersionsState = { since: 1, versions: 1, bytes: 1, days: 30, most: 1 };
const bookmark = (id: string, modified: number, more: object): OpenRecord => ({
  id,
  modified,
  clear: { id, type: 'bookmark', ...more },
});

function client(since: number | null = 1) {
  const written: { changes: readonly Change[]; since: string }[] = [];
  return {
    written,
    versionsState: async () => ({ ...state, since }),
    write: async (_kind: string, changes: readonly Change[], stamp: string) => {
      written.push({ changes, since: stamp });
      return '5.25';
    },
  };
}

const den = 'https://den.example/';
const timeline = new Timeline(
  [
    bookmark('keeper', 100, { bmkUri: den, keyword: 'den' }),
    bookmark('tagged', 100, { bmkUri: den, tags: ['x'] }),
    bookmark('plain', 100, { bmkUri: den }),
    bookmark('elsewhere', 100, { bmkUri: 'https://other.example/', keyword: 'o' }),
    bookmark('duplicate', 200, { bmkUri: den, keyword: 'den' }),
  ],
  [{ ...bookmark('gone', 100, { bmkUri: den }), sortindex: 7, replaced: 200 }],
);

it('writes records of then, tombstones for what has come since, and what shares an address with it, all at once', async () => {
  const to = client();
  const past = { timeline, stamp: '2.00' };
  expect(await takeBack(to, 'bookmarks', await timeline.plan(150, fixedIds), past)).toBe(5250);
  const [{ changes, since }] = to.written as [(typeof to.written)[number]];
  expect([to.written.length, since]).toEqual([1, '2.00']);
  expect(changes.map(({ id }) => id)).toEqual(['gone', 'keeper', 'tagged', 'duplicate']);
  expect(changes[0]).toMatchObject({ sortindex: 7, clear: { bmkUri: den } });
  expect(changes[3]).toEqual({ id: 'duplicate', clear: { deleted: true } });
});

it('writes nothing when there would be no way back', async () => {
  const to = client(null);
  await expect(takeBack(to, 'bookmarks', await timeline.plan(150), { timeline, stamp: '2.00' })).rejects.toThrow(
    NoReturnError,
  );
  expect(to.written).toEqual([]);
});
