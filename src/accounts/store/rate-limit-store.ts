import { sql } from 'kysely';
import { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import type { Database } from '../../database/database.ts';
import { withRetry } from '../../database/retry.ts';

interface Counter {
  points: number;
  expires_at: number;
}

/**
 * A limiter of rate-limiter-flexible that counts in Foxden's own database, so that all workers agree. Counting is one
 * statement on either engine.
 */
export class DatabaseRateLimiter extends RateLimiterStoreAbstract {
  readonly #db: Database;
  readonly #now: () => number;

  /** @param limit - `points` that may be spent within `duration` seconds. */
  constructor(db: Database, now: () => number, limit: { keyPrefix: string; points: number; duration: number }) {
    super(limit);
    this.#db = db;
    this.#now = now;
  }

  /** Called by the library: adds points, or begins a new window when the old one is over. */
  async _upsert(name: string, points: number, msDuration: number): Promise<Counter> {
    const now = this.#now();
    const expiresAt = now + msDuration;
    // One that would last for more than two windows was begun by a clock that was ahead.
    const isOver = sql<boolean>`(expires_at <= ${now} OR expires_at > ${expiresAt + msDuration})`;
    const statement =
      this.#db.engine === 'sqlite'
        ? sql<Counter>`INSERT INTO rate_limits (name, points, expires_at) VALUES (${name}, ${points}, ${expiresAt})
            ON CONFLICT (name) DO UPDATE SET
              points = CASE WHEN ${isOver} THEN excluded.points ELSE points + excluded.points END,
              expires_at = CASE WHEN ${isOver} THEN excluded.expires_at ELSE expires_at END
            RETURNING points, expires_at`
        : sql<Counter>`INSERT INTO rate_limits (name, points, expires_at) VALUES (${name}, ${points}, ${expiresAt})
            ON DUPLICATE KEY UPDATE
              points = IF(${isOver}, VALUE(points), points + VALUE(points)),
              expires_at = IF(${isOver}, VALUE(expires_at), expires_at)
            RETURNING points, expires_at`;
    const { rows } = await withRetry(() => statement.execute(this.#db.query));
    return rows[0]!;
  }

  /** Called by the library. */
  async _delete(name: string): Promise<boolean> {
    const result = await withRetry(() =>
      this.#db.query.deleteFrom('rate_limits').where('name', '=', name).executeTakeFirst(),
    );
    return result.numDeletedRows > 0n;
  }

  /** Called by the library: a counter in its terms. */
  _getRateLimiterRes(_name: string, changedPoints: number, counter: Counter): RateLimiterRes {
    const left = Math.max(this.points - counter.points, 0);
    const msBeforeNext = Math.max(counter.expires_at - this.#now(), 0);
    return new RateLimiterRes(left, msBeforeNext, counter.points, counter.points === changedPoints);
  }
}
