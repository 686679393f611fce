import { LruMap } from '../../../http/lru-map.ts';
import type { CollectionFacts } from '../../engine.ts';
import { factsOf, isKeepable } from '../facts.ts';
import type { FactRow } from '../sql/reads.ts';

const mostUsers = 4000;

/** Users of one statement, a power of two; and statements that are under way at once: one that gets lost holds up half of the reads. */
const mostAtOnce = 32;
const mostUnderWay = 2;

/** Whoever waits behind a look that failed after so long, ms, would only wait as long once more. */
const longFailure = 3000;

const marks = (count: number, mark: string) => Array.from({ length: count }, () => mark).join();

// The collections come along only where the user's stamp isn't the one that is known. Every write gives the user a new one, so as
// long as it stands, the stamps of all collections do.
const statements = new Map<number, string>();
for (let count = 1; count <= mostAtOnce; count *= 2) {
  statements.set(
    count,
    `SELECT u.uid, u.modified, c.name, c.modified AS value FROM storage_users u LEFT JOIN storage_collections c
      ON c.uid = u.uid AND (u.uid, u.modified) NOT IN (${marks(count, '(?,?)')}) WHERE u.uid IN (${marks(count, '?')})`,
  );
}

/** A row of the answer; without a name when the user has no collections, or the known ones. */
type LookRow = FactRow & { uid: number };

interface Asker {
  uid: number;
  promise: Promise<CollectionFacts>;
  resolve: (facts: CollectionFacts) => void;
  reject: (error: unknown) => void;
}

/**
 * The stamps of users' collections, which every sync asks for first. What was read of a user last is kept, so that MariaDB has to
 * tell only whether it still holds, and those who ask while others wait for their answers share a statement.
 */
export class StampLooks {
  readonly #ask: (sql: string, values: number[]) => Promise<LookRow[]>;
  readonly #kept = new LruMap<number, CollectionFacts>(mostUsers);
  readonly #waiting = new Map<number, Asker>();
  #underWay = 0;
  #isDue = false;

  /** @param ask - Runs a prepared statement. */
  constructor(ask: (sql: string, values: number[]) => Promise<LookRow[]>) {
    this.#ask = ask;
  }

  /** Tells what is in the database now: asked by a statement that is sent after this call. */
  of(uid: number): Promise<CollectionFacts> {
    const waiting = this.#waiting.get(uid);
    if (waiting) return waiting.promise;
    const asker = { uid, ...Promise.withResolvers<CollectionFacts>() };
    this.#waiting.set(uid, asker);
    this.#plan();
    return asker.promise;
  }

  /** What was found last, which may have changed since. */
  lastKnown(uid: number): CollectionFacts | undefined {
    return this.#kept.get(uid);
  }

  // At the end of the turn, so that all requests that have come in meanwhile are in it.
  #plan(): void {
    if (this.#isDue || this.#underWay === mostUnderWay || this.#waiting.size === 0) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      void this.#send();
    });
  }

  async #send(): Promise<void> {
    const askers = [...this.#waiting.values().take(mostAtOnce)];
    // They were given up in between.
    if (askers.length === 0) return;
    for (const { uid } of askers) this.#waiting.delete(uid);
    this.#underWay++;
    // Whoever could not be taken along goes with the next one.
    this.#plan();
    const begunAt = performance.now();
    try {
      await this.#look(askers);
    } catch (error) {
      for (const { reject } of askers) reject(error);
      if (performance.now() - begunAt > longFailure) this.#giveUp(error);
    }
    this.#underWay--;
    this.#plan();
  }

  #giveUp(error: unknown): void {
    const behind = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of behind) reject(error);
  }

  async #look(askers: Asker[]): Promise<void> {
    const known = new Map(askers.map(({ uid }) => [uid, this.#kept.get(uid)]));
    const uids = askers.map(({ uid }) => uid);
    // Few statements, so that each of them stays prepared.
    while (!statements.has(uids.length)) uids.push(uids[0]!);
    const pairs = uids.flatMap((uid) => [uid, known.get(uid)?.modified ?? -1]);
    const rows = Map.groupBy(await this.#ask(statements.get(uids.length)!, [...pairs, ...uids]), ({ uid }) => uid);
    for (const { uid, resolve } of askers) {
      const found = rows.get(uid) ?? [];
      const before = known.get(uid);
      const facts = before && found[0]?.modified === before.modified ? before : factsOf(found);
      // Nothing is kept of those who have nothing.
      if (facts !== before && found.length > 0 && isKeepable(facts)) this.#kept.set(uid, facts);
      resolve(facts);
    }
  }
}
