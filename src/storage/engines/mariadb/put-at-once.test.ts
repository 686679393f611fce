import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../../../testing/mariadb.ts';
import { openDatabase } from '../../../database/database.ts';
import { migrate } from '../../../database/migrate.ts';
import { isControlStatement } from '../../../database/statement-listener.ts';
import type { IncomingBso, PutCommand } from '../../commands.ts';
import { downloadLimits } from '../../download-limits.ts';
import type { StorageEngine } from '../../engine.ts';
import { openMariadbStorage } from './mariadb-engine.ts';

const start = 1_800_000_000_000;
const none = { id: 'r', payload: null, size: 0, sortindex: null, ttl: null };
const full: IncomingBso = { id: 'r', payload: 'payload', size: 7, sortindex: 5, ttl: null };

/** What may be there before. */
const before: Record<string, IncomingBso | undefined> = {
  nothing: undefined,
  'a record': full,
  'a record that has expired': { ...full, ttl: 1 },
  'a record that lives on': { ...full, ttl: 1000 },
};
/** What is written. */
const writes: Record<string, IncomingBso> = {
  'all of it': { ...full, payload: 'new', size: 3, sortindex: 9, ttl: 50 },
  'a payload': { ...none, payload: '', size: 0 },
  'a sortindex': { ...none, sortindex: -1 },
  'a time to live': { ...none, ttl: 3 },
  'no time to live': { ...full, ttl: 0 },
  nothing: none,
};
const conditions: Record<string, number | null> = {
  'no condition': null,
  'a condition that holds': start / 10 + 1000,
  'a condition that fails': 0,
};

const cases = Object.keys(before).flatMap((b) =>
  Object.keys(writes).flatMap((w) => Object.keys(conditions).map((c) => [w, b, c] as const)),
);

describe.skipIf(!hasMariadb())('a PUT by one prepared block', () => {
  let mariadb: MariadbServer;
  let clock = start;
  const seen: string[] = [];
  let roundTrips = 0;
  let atOnce: StorageEngine;
  // A quota sends every PUT the long way.
  let inSteps: StorageEngine;
  let uid = 0;
  beforeAll(async () => {
    mariadb = await startMariadb();
    const url = await mariadb.createDatabase();
    const db = openDatabase({ engine: 'mariadb', url });
    await migrate(db);
    await db.close();
    const settings = {
      now: () => clock,
      downloads: downloadLimits,
      limits: { max_total_bytes: 1e9, max_total_records: 1e6 },
      onStatement: (sql: string) => seen.push(sql),
      onRoundTrip: () => roundTrips++,
    };
    atOnce = openMariadbStorage(url, { ...settings, quotaBytes: null });
    inSteps = openMariadbStorage(url, { ...settings, quotaBytes: 1e12 });
  });
  beforeEach(() => {
    clock = start;
    uid++;
  });
  afterAll(async () => {
    await Promise.all([atOnce?.close(), inSteps?.close()]);
    await mariadb?.stop();
  });

  const put = (bso: IncomingBso, unmodifiedSince: number | null = null): PutCommand => ({
    uid,
    collection: 'col',
    unmodifiedSince,
    bso,
  });

  async function outcome(engine: StorageEngine, [write, stored, condition]: readonly [string, string, string]) {
    clock = start;
    if (before[stored]) await engine.put(put(before[stored]));
    clock = start + 5000;
    const answer = await engine.put(put(writes[write]!, conditions[condition]!)).then(
      ({ modified }) => modified,
      (error) => [error.reason, error.modified],
    );
    const record = await engine.readBso(uid, 'col', 'r');
    const sizes = (await engine.sizes()).filter((size) => size.uid === uid).map(({ bytes }) => bytes);
    const { modified, collections } = await engine.collectionStamps(uid);
    clock = start + 10_000;
    const later = await engine.readBso(uid, 'col', 'r');
    return { answer, record, sizes, collections, later, modified: Array.isArray(answer) ? null : modified };
  }

  it.each(cases)('of %s over %s with %s does the same as one in steps', async (...one) => {
    const short = await outcome(atOnce, one);
    uid += 1_000_000;
    const long = await outcome(inSteps, one);
    uid -= 1_000_000;
    expect(short).toEqual(long);
  });

  it('takes three statements and one round trip', async () => {
    await atOnce.put(put(full));
    seen.length = 0;
    roundTrips = 0;
    await atOnce.put(put(full));
    expect([seen.filter((sql) => !isControlStatement(sql)).length, roundTrips]).toEqual([3, 1]);
  });

  it('gives every write of many at once a stamp of its own, each later than the last', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => atOnce.put(put(full))));
    const stamps = results.map(({ modified }) => modified);
    expect(new Set(stamps).size).toBe(50);
    expect((await atOnce.readBso(uid, 'col', 'r'))!.modified).toBe(Math.max(...stamps));
  });
});
