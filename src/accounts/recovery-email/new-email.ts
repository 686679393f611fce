import { z } from 'zod';
import type { Queries } from '../../database/database.ts';
import { normalAddress } from '../../http/mail-address.ts';
import { type CodeRow, findCode } from '../store/codes.ts';

/** An address on its way to become the primary one. It waits in the data of its code. */
export interface NewEmail {
  email: string;
  verified: boolean;
}

/** What its code is for. */
export const newEmailPurpose = 'change-email';

const stored = z.object({ email: z.string(), verified: z.boolean() });

/** Reads it out of a code's row. */
export const newEmailOf = (row: CodeRow): NewEmail => stored.parse(JSON.parse(row.data ?? '{}'));

/** Finds the address that waits, if one does. */
export async function findNewEmail(db: Queries, uid: string, now: number): Promise<NewEmail | undefined> {
  const row = await findCode(db, uid, newEmailPurpose, now);
  return row && newEmailOf(row);
}

/** Returns true when two spellings are one address. */
export const isSameEmail = (a: string, b: string): boolean => normalAddress(a) === normalAddress(b);
