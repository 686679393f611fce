import { type RawBuilder, sql } from 'kysely';

/**
 * SQL that is true of a counter's row when its window is over.
 *
 * @param now - ms.
 * @param window - Length, ms.
 */
export const isOver = (now: number, window: number): RawBuilder<boolean> =>
  // One that would last for more than two windows was begun by a clock that was ahead.
  sql<boolean>`(expires_at <= ${now} OR expires_at > ${now + 2 * window})`;
