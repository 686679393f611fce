import type { Database } from '../../database/database.ts';
import { withRetry } from '../../database/retry.ts';

/** What is left of a limit after something was counted. */
export interface RateLimitState {
  /** How many more there may be; below zero when there were too many. */
  left: number;
  /** ms until the counter begins anew. */
  wait: number;
}

/** Counters of one limit in Foxden's own database, so that all workers agree. Counting is one statement on either engine. */
export class RateLimitStore {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #limit: { name: string; points: number; duration: number };

  /** @param limit - `points` that may be spent within `duration` seconds. */
  constructor(db: Database, now: () => number, limit: { name: string; points: number; duration: number }) {
    this.#db = db;
    this.#now = now;
    this.#limit = limit;
  }

  /** Counts `points` for a key; a negative number gives back. */
  async add(key: string, points: number): Promise<RateLimitState> {
    const now = this.#now();
    const counter = { name: this.#nameOf(key), points, now, window: this.#limit.duration * 1000 };
    const counted = await withRetry(() => this.#db.engine.count(this.#db.query, counter));
    return { left: this.#limit.points - counted.points, wait: Math.max(counted.expires_at - now, 0) };
  }

  /** Forgets what was counted for a key. */
  async clear(key: string): Promise<void> {
    const name = this.#nameOf(key);
    await withRetry(() => this.#db.query.deleteFrom('rate_limits').where('name', '=', name).execute());
  }

  #nameOf(key: string): string {
    return `${this.#limit.name}:${key}`;
  }
}
