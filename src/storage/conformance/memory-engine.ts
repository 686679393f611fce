import type { BatchCommand, Bso, GrowingWrite, IncomingBso, ReadCommand, SortOrder } from '../commands.ts';
import type { CollectionFacts, CollectionPage, StorageEngine } from '../engine.ts';
import { type CheckLead, keepToClock } from '../engines/ahead-of-clock.ts';
import {
  changeOf,
  checkBatch,
  checkBatchCount,
  checkBatchSize,
  checkUnmodified,
  heldBy,
  totalSize,
} from '../engines/checks.ts';
import { quotaLeftOrRefuse } from '../engines/quota.ts';
import { batchLife, type EngineSettings, newBatchId } from '../engines/settings.ts';
import { chargeOf } from '../engines/sql/charge.ts';
import type { LegacyStorage } from '../legacy-engine.ts';
import { StorageRefusal } from '../refusal.ts';
import { type Stamp, stampOf } from '../stamp.ts';

interface MemoryBso extends Bso {
  size: number;
  expiry: Stamp | null;
}

interface MemoryCollection {
  modified: Stamp;
  bsos: Map<string, MemoryBso>;
}

interface MemoryBatch {
  collection: string;
  created: Stamp;
  bsos: IncomingBso[];
}

class MemoryUser {
  modified: Stamp = 0;
  readonly collections = new Map<string, MemoryCollection>();
  readonly batches = new Map<string, MemoryBatch>();

  modifiedOf = (collection: string) => this.collections.get(collection)?.modified ?? null;
  bsos = () => [...this.collections.values()].flatMap(({ bsos }) => [...bsos.values()]);
  used = (now: Stamp) => this.bsos().reduce((sum, bso) => sum + (isLive(bso, now) ? chargeOf(bso.size) : 0), 0);
  held = () => [...this.batches.values()].reduce((sum, { bsos }) => sum + heldBy(bsos), 0);
}

const isLive = ({ expiry }: MemoryBso, now: Stamp) => expiry === null || expiry > now;

/**
 * A third storage engine, which forgets everything with its process: it shows what an engine has to do, and passes the tests
 * that every engine has to pass. It knows no clients of Sync 1.1 and keeps no versions.
 */
export function openMemoryStorage(settings: EngineSettings): StorageEngine {
  const users = new Map<number, MemoryUser>();
  const now = () => stampOf(settings.now());
  const userOf = (uid: number) => {
    const user = users.get(uid) ?? new MemoryUser();
    users.set(uid, user);
    for (const [id, { created }] of user.batches) if (created <= now() - batchLife) user.batches.delete(id);
    return user;
  };
  const quotaOf = ({ quotaBytes = settings.quotaBytes }: GrowingWrite) => quotaBytes;
  /** Runs a write that gives out a stamp; it changes nothing before it has called `checkLead`. */
  const stamped = <T>(uid: number, write: (user: MemoryUser, stamp: Stamp, checkLead: CheckLead) => T) =>
    keepToClock(async (checkLead) => {
      const user = userOf(uid);
      return write(user, Math.max(now(), user.modified + 1), checkLead);
    });
  const facts = (uid: number, measure: (collection: MemoryCollection) => number | null): CollectionFacts => {
    const { modified, collections } = userOf(uid);
    const values = [...collections].map(([name, collection]) => ({ name, value: measure(collection) }));
    return {
      modified,
      collections: values.filter((each): each is { name: string; value: number } => each.value !== null),
    };
  };
  const live = ({ bsos }: MemoryCollection) => [...bsos.values()].filter((bso) => isLive(bso, now()));

  /** `single`: the condition of a PUT goes by the record (sync15.md §5). */
  const write = (command: GrowingWrite & { bsos: IncomingBso[] }, batch?: string, single?: string) =>
    stamped(command.uid, (user, stamp, checkLead) => {
      const { collection: name, unmodifiedSince, bsos } = command;
      const target = single === undefined ? undefined : user.collections.get(name)?.bsos.get(single);
      const current =
        single === undefined ? user.modifiedOf(name) : target && isLive(target, now()) ? target.modified : null;
      checkUnmodified(current, unmodifiedSince);
      if (batch !== undefined) checkOpen(user, command, batch);
      checkLead(stamp, now());
      const incoming = batch === undefined ? bsos : merged([...user.batches.get(batch)!.bsos, ...bsos]);
      const stored = user.collections.get(name)?.bsos ?? new Map<string, MemoryBso>();
      const known = incoming.flatMap(({ id }) => stored.get(id) ?? []);
      const held = batch === undefined ? user.held() : 0;
      const { charge } = changeOf(
        incoming,
        known.filter((bso) => isLive(bso, now())),
        now(),
      );
      const quotaRemaining = quotaLeftOrRefuse(quotaOf(command), user.used(now()) + held, charge);
      for (const bso of incoming) stored.set(bso.id, changed(bso, stored.get(bso.id), stamp, batch !== undefined));
      user.collections.set(name, { modified: stamp, bsos: stored });
      user.modified = stamp;
      if (batch !== undefined) user.batches.delete(batch);
      return { modified: stamp, quotaRemaining };
    });

  const checkOpen = (
    user: MemoryUser,
    { collection, bsos }: { collection: string; bsos: IncomingBso[] },
    id: string,
  ) => {
    const batch = user.batches.get(id);
    const facts = {
      batchCollection: batch?.collection ?? null,
      batchCreated: batch?.created ?? null,
      batchRecords: batch?.bsos.length ?? null,
      batchBytes: batch ? totalSize(batch.bsos) : null,
    };
    checkBatch(facts as Parameters<typeof checkBatch>[0], collection, now(), bsos, settings.limits);
  };

  const changed = (
    { id, payload, size, sortindex, ttl }: IncomingBso,
    former: MemoryBso | undefined,
    stamp: Stamp,
    inBatch: boolean,
  ): MemoryBso => {
    const old = former && isLive(former, now()) ? former : undefined;
    const keepsStamp = old !== undefined && payload === null && sortindex === null && !inBatch;
    return {
      id,
      payload: payload ?? old?.payload ?? '',
      size: payload === null ? (old?.size ?? 0) : size,
      sortindex: sortindex ?? old?.sortindex ?? null,
      modified: keepsStamp ? old.modified : stamp,
      expiry: ttl === null ? (old?.expiry ?? null) : ttl === 0 ? 0 : stamp + ttl * 100,
    };
  };

  const remove = (
    target: { uid: number; collection: string; unmodifiedSince: Stamp | null },
    work: (user: MemoryUser) => void,
  ) =>
    stamped(target.uid, (user, stamp, checkLead) => {
      checkUnmodified(user.modifiedOf(target.collection), target.unmodifiedSince);
      checkLead(stamp, now());
      work(user);
      const collection = user.collections.get(target.collection);
      if (collection) collection.modified = stamp;
      user.modified = stamp;
      return stamp;
    });

  return {
    collectionStamps: async (uid) => facts(uid, ({ modified }) => modified),
    collectionCounts: async (uid) => facts(uid, (collection) => live(collection).length || null),
    collectionUsage: async (uid) =>
      facts(uid, (collection) => live(collection).reduce((sum, { size }) => sum + size, 0)),
    readBso: async (uid, collection, id) => {
      const bso = userOf(uid).collections.get(collection)?.bsos.get(id);
      return bso && isLive(bso, now()) ? bso : undefined;
    },
    readCollection: async (command) => {
      const collection = userOf(command.uid).collections.get(command.collection);
      return pageOf(collection ? live(collection) : [], collection?.modified ?? 0, command);
    },
    put: ({ bso, ...command }) => write({ ...command, bsos: [bso] }, undefined, bso.id),
    post: (command) => write(command),
    openBatch: async (command) => {
      const user = userOf(command.uid);
      const { collection, bsos } = command;
      checkUnmodified(user.modifiedOf(collection), command.unmodifiedSince);
      checkBatchSize(bsos.length, totalSize(bsos), settings.limits);
      checkBatchCount(user.batches.size);
      const quotaRemaining = quotaLeftOrRefuse(quotaOf(command), user.used(now()) + user.held(), heldBy(bsos));
      const batch = newBatchId();
      user.batches.set(batch, { collection, created: now(), bsos });
      return { batch, modified: user.modifiedOf(collection) ?? 0, quotaRemaining };
    },
    appendBatch: async (command: BatchCommand) => {
      const user = userOf(command.uid);
      checkUnmodified(user.modifiedOf(command.collection), command.unmodifiedSince);
      checkOpen(user, command, command.batch);
      const used = user.used(now()) + user.held();
      const quotaRemaining = quotaLeftOrRefuse(quotaOf(command), used, heldBy(command.bsos));
      user.batches.get(command.batch)!.bsos.push(...command.bsos);
      return { modified: user.modifiedOf(command.collection) ?? 0, quotaRemaining };
    },
    commitBatch: (command) => write(command, command.batch),
    deleteBso: ({ uid, collection, id, unmodifiedSince }) => {
      const bso = userOf(uid).collections.get(collection)?.bsos.get(id);
      if (!bso || !isLive(bso, now())) return Promise.reject(new StorageRefusal('no such record'));
      return remove({ uid, collection, unmodifiedSince: null }, (user) => {
        checkUnmodified(bso.modified, unmodifiedSince);
        user.collections.get(collection)?.bsos.delete(id);
      });
    },
    deleteBsos: (command) =>
      remove(command, ({ collections }) => {
        for (const id of command.ids) collections.get(command.collection)?.bsos.delete(id);
      }),
    deleteCollection: (command) =>
      remove(command, ({ collections, batches }) => {
        collections.delete(command.collection);
        for (const [id, batch] of batches) if (batch.collection === command.collection) batches.delete(id);
      }),
    deleteStorage: ({ uid, unmodifiedSince }) =>
      remove({ uid, collection: '', unmodifiedSince: null }, ({ modified, collections, batches }) => {
        checkUnmodified(modified, unmodifiedSince);
        collections.clear();
        batches.clear();
      }),
    deleteUser: async (uid) => void users.delete(uid),
    versions: {
      state: async () => ({ since: null, versions: 0, bytes: 0 }),
      keep: () => Promise.reject(new Error('This engine keeps no versions')),
      forget: async () => {},
      read: async () => ({ versions: [], next: null }),
    },
    legacy: withoutLegacy,
    purge: async () => ({ records: 0, batches: 0 }),
    sizes: async () => [],
    close: async () => users.clear(),
  };
}

const refuse = () => Promise.reject(new Error('This engine knows no clients of Sync 1.1'));
const withoutLegacy: LegacyStorage = {
  readBso: refuse,
  readCollection: refuse,
  post: refuse,
  put: refuse,
  deleteMatching: refuse,
  deleteCollection: refuse,
  deleteStorage: refuse,
};

/** What a batch says of each record in the end: what is absent in a later part stays as an earlier one had it. */
function merged(bsos: IncomingBso[]): IncomingBso[] {
  const byId = new Map<string, IncomingBso>();
  for (const bso of bsos) {
    const { payload, size, sortindex, ttl } = byId.get(bso.id) ?? bso;
    byId.set(bso.id, {
      id: bso.id,
      payload: bso.payload ?? payload,
      size: bso.payload === null ? size : bso.size,
      sortindex: bso.sortindex ?? sortindex,
      ttl: bso.ttl ?? ttl,
    });
  }
  return [...byId.values()];
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const keyOf = (bso: Bso, sort: SortOrder) => (sort === 'index' ? bso.sortindex : bso.modified);

/** Compares by the order of a read; records without a sortindex come last. */
function comparer(sort: SortOrder): (one: Bso, other: Bso) => number {
  const direction = sort === 'oldest' ? 1 : -1;
  const lowest = Number.NEGATIVE_INFINITY;
  return (one, other) =>
    direction *
    (Math.sign((keyOf(one, sort) ?? lowest) - (keyOf(other, sort) ?? lowest) || 0) || byText(one.id, other.id));
}

function pageOf(bsos: MemoryBso[], modified: Stamp, command: ReadCommand): CollectionPage {
  const { ids, newer, older, sort, limit, offset, full, modifiedSince, unmodifiedSince } = command;
  const isWanted =
    (modifiedSince === null || modified > modifiedSince) && (unmodifiedSince === null || modified <= unmodifiedSince);
  const compare = comparer(sort);
  const last =
    typeof offset === 'object' && offset ? { sortindex: offset.value, modified: offset.value!, ...offset } : null;
  const matching = (isWanted ? bsos : [])
    .filter(
      ({ id, modified: at }) =>
        (!ids || ids.includes(id)) && (newer === null || at > newer) && (older === null || at < older),
    )
    .sort(compare)
    .slice(typeof offset === 'number' ? offset : 0)
    .filter((bso) => !last || compare(last as unknown as Bso, bso) < 0);
  const page = matching.slice(0, limit ?? undefined);
  const end = page.length < matching.length ? page.at(-1) : undefined;
  return {
    modified,
    total: page.length,
    next: end ? { value: keyOf(end, sort), id: end.id } : null,
    records: full ? page : page.map((bso) => ({ ...bso, payload: '' })),
    more: null,
  };
}
