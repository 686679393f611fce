import type { Database } from '../database/database.ts';
import { touchRefreshToken, touchSession } from './credential-store.ts';

/** A session or a refresh token at work. */
export interface UsedCredential {
  kind: 'session' | 'refreshToken';
  /** SHA-256 of it, hex. */
  hash: string;
  /** As far as is noted, ms. */
  lastUsedAt: number;
}

// A browser makes ten calls within a second at sign-in; the time of the last use needs no such precision.
const interval = 5 * 60_000;

/** Notes that a session or a refresh token is used now, in one statement every five minutes. */
export async function noteUse(
  { db, now }: { db: Database; now: () => number },
  { kind, hash, lastUsedAt }: UsedCredential,
): Promise<void> {
  const time = now();
  if (time - lastUsedAt <= interval) return;
  await (kind === 'session' ? touchSession : touchRefreshToken)(db, hash, time);
}
