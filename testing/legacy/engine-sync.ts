import type { LocalEngine } from './local-engine.ts';
import { decrypt, type Encrypted, encrypt, type KeyPair } from './record-crypto.ts';
import type { StorageSession } from './storage-session.ts';

/** A record as the server gives it. */
interface WireRecord {
  id: string;
  modified: number;
  payload: string;
  sortindex?: number;
}

/** Most records in one POST, and ids in one GET (sync11.md §4.4). */
const uploadSlice = 100;
const idsSlice = 50;

/** What one engine's sync did. */
export interface EngineCounts {
  applied: number;
  uploaded: number;
  /** Could not be decrypted, or were refused by the server; they are tried again next time. */
  failed: string[];
}

/**
 * Brings one engine up to date: takes what is new on the server, then sends what is new here (sync11.md §4.4).
 *
 * @param remoteModified - The collection's stamp in info/collections; undefined when it has none.
 * @throws {SyncFailure}
 */
export async function syncEngine(
  session: StorageSession,
  engine: LocalEngine,
  keys: KeyPair,
  remoteModified: number | undefined,
): Promise<EngineCounts> {
  const counts: EngineCounts = { applied: 0, uploaded: 0, failed: [] };
  if (engine.lastSync === 0)
    for (const id of engine.items.keys()) if (!engine.changed.has(id)) engine.changed.set(id, 0);
  if (remoteModified !== undefined && remoteModified > engine.lastSync) {
    for (const record of await download(session, engine)) {
      try {
        engine.apply(decrypt(keys, JSON.parse(record.payload) as Encrypted), record.modified);
        counts.applied++;
      } catch {
        counts.failed.push(record.id);
      }
    }
    engine.lastSync = Math.max(engine.lastSync, remoteModified);
  }
  await upload(session, engine, keys, counts);
  return counts;
}

async function download(session: StorageSession, engine: LocalEngine): Promise<WireRecord[]> {
  const newer = engine.lastSync === 0 ? '' : `newer=${engine.lastSync}&`;
  const { query = '' } = engine.profile;
  const records = await readCollection(session, `storage/${engine.name}?${newer}full=1${query}`);
  const limit = Number(/limit=(\d+)/.exec(query)?.[1] ?? Number.POSITIVE_INFINITY);
  if (records.length < limit) return records;
  // More than fits into one answer: the other ids first, then their records by portions.
  const sort = /sort=\w+/.exec(query)?.[0] ?? 'sort=index';
  const answer = await session.get(`storage/${engine.name}?${newer}${sort}`);
  const seen = new Set(records.map(({ id }) => id));
  const left = (JSON.parse(answer.body) as string[]).filter((id) => !seen.has(id));
  for (let start = 0; start < left.length; start += idsSlice) {
    const ids = left.slice(start, start + idsSlice).join(',');
    records.push(...(await readCollection(session, `storage/${engine.name}?full=1&ids=${ids}`)));
  }
  return records;
}

/** Reads records one a line, as clients do: what stands behind the last line's end is lost (sync11.md §2.4). */
export async function readCollection(session: StorageSession, path: string): Promise<WireRecord[]> {
  const { body } = await session.get(path, { Accept: 'application/newlines' });
  return body
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as WireRecord);
}

async function upload(session: StorageSession, engine: LocalEngine, keys: KeyPair, counts: EngineCounts) {
  const ids = [...engine.changed.keys()];
  for (let start = 0; start < ids.length; start += uploadSlice) {
    const slice = ids.slice(start, start + uploadSlice);
    const records = slice.map((id) => toRecord(engine, keys, id));
    const answer = await session.post(`storage/${engine.name}`, records);
    const modified = Number(answer.headers['x-weave-timestamp']);
    engine.lastSync = Math.max(engine.lastSync, modified);
    const { failed } = JSON.parse(answer.body) as { failed: Record<string, unknown> };
    for (const id of slice) {
      if (id in failed) counts.failed.push(id);
      else engine.changed.delete(id);
    }
    counts.uploaded += slice.length - Object.keys(failed).length;
  }
}

function toRecord(engine: LocalEngine, keys: KeyPair, id: string) {
  const item = engine.items.get(id) ?? { id, deleted: true };
  const { ttl, hasSortindex } = engine.profile;
  return {
    id,
    payload: JSON.stringify(encrypt(keys, item)),
    ...(hasSortindex && !item.deleted ? { sortindex: 100 } : {}),
    ...(ttl === undefined ? {} : { ttl }),
  };
}
