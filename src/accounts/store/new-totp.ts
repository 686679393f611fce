import { z } from 'zod';
import type { Queries } from '../../database/database.ts';

// Kept beside the codes of mails, with which it shares its life: one of a kind for an account, gone after a while.
const purpose = 'new-totp';
const lifetime = 60 * 60_000;
const stored = z.object({ secret: z.string(), step: z.number().nullable() });

/** The secret of an authenticator app that isn't in use yet. */
export interface NewTotp {
  /** Sealed. */
  secret: string;
  /** The time step of the code that was seen; null: none yet. */
  step: number | null;
}

/** Keeps a secret until it is put to use, in place of another one. */
export async function saveNewTotp(db: Queries, uid: string, totp: NewTotp, now: number): Promise<void> {
  const row = { uid, purpose, code_hash: '', code: null, data: JSON.stringify(totp), tries_left: 0 } as const;
  await db
    .replaceInto('account_codes')
    .values({ ...row, created_at: now, expires_at: now + lifetime })
    .execute();
}

/** Finds it. */
export async function findNewTotp(db: Queries, uid: string, now: number): Promise<NewTotp | undefined> {
  const row = await db
    .selectFrom('account_codes')
    .select('data')
    .where('uid', '=', uid)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.data ? stored.parse(JSON.parse(row.data)) : undefined;
}

/** Takes it away; false when there is another one by now, or none. */
export async function takeNewTotp(db: Queries, uid: string, totp: NewTotp): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('account_codes')
    .where('uid', '=', uid)
    .where('purpose', '=', purpose)
    .where('data', '=', JSON.stringify(totp))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
