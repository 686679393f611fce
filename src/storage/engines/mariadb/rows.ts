import type { IncomingBso } from '../../commands.ts';
import type { Stamp } from '../../stamp.ts';

/** Rows of storage_bsos for records that are written with `stamp`. */
export const bsoRows = (bsos: IncomingBso[], uid: number, collection: string, stamp: Stamp): unknown[][] =>
  bsos.map(({ id, sortindex, payload, size, ttl }) => {
    // A stamp may be ahead of the clock, but a record without any life is gone at once (sync15.md §15).
    const expiry = ttl === null ? null : ttl === 0 ? 0 : stamp + ttl * 100;
    return [uid, collection, id, stamp, sortindex, payload, size, expiry];
  });

/** Rows of storage_staged for records that come after the `first` ones of a batch. */
export const stagedRows = (bsos: IncomingBso[], uid: number, batch: string, first: number): unknown[][] =>
  bsos.map(({ id, sortindex, payload, size, ttl }, i) => [uid, batch, first + i, id, sortindex, payload, size, ttl]);
