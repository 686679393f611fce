import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import type { ServerKeys } from '../../crypto/server-keys.ts';
import type { Database } from '../../database/database.ts';
import type { TotpRow } from '../store/totp.ts';

const totpContext = (uid: string) => `totp ${uid}`;
const recoveryContext = (uid: string) => `recovery code ${uid}`;

/** Seals the secret of an authenticator app. */
export const sealTotpSecret = (keys: ServerKeys, uid: string, secret: string): string =>
  keys.seal(secret, totpContext(uid));

/** The secret of an authenticator app, base32. @throws {SealError} */
export const openTotpSecret = (keys: ServerKeys, { uid, secret }: Pick<TotpRow, 'uid' | 'secret'>): string =>
  keys.open(secret, totpContext(uid));

/** Seals a recovery code. Of 50 bits a plain hash would tell the code to whoever gets at the database. */
export const sealRecoveryCode = (keys: ServerKeys, uid: string, code: string): string =>
  keys.seal(sha256Hex(code), recoveryContext(uid));

/** Returns true when a sealed recovery code is the one that was typed. */
export const isRecoveryCode = (keys: ServerKeys, uid: string, sealed: string, typed: string): boolean =>
  equalText(keys.open(sealed, recoveryContext(uid)), sha256Hex(typed));

/**
 * Seals what an older Foxden kept in clear, and what is sealed under an older master secret, under the newest one. Codes of
 * mails are left out: they run out within a day, before the older secret is taken away.
 *
 * @returns How many values were sealed.
 */
export async function sealAgain({ query }: Database, keys: ServerKeys): Promise<number> {
  let count = 0;
  for (const { uid, secret } of await query.selectFrom('totp').select(['uid', 'secret']).execute()) {
    if (keys.isCurrent(secret)) continue;
    const sealed = sealTotpSecret(keys, uid, openTotpSecret(keys, { uid, secret }));
    await query
      .updateTable('totp')
      .set({ secret: sealed })
      .where('uid', '=', uid)
      .where('secret', '=', secret)
      .execute();
    count++;
  }
  for (const { uid, code_hash } of await query.selectFrom('recovery_codes').selectAll().execute()) {
    if (keys.isCurrent(code_hash)) continue;
    const sealed = keys.seal(keys.open(code_hash, recoveryContext(uid)), recoveryContext(uid));
    const row = query.updateTable('recovery_codes').set({ code_hash: sealed }).where('uid', '=', uid);
    await row.where('code_hash', '=', code_hash).execute();
    count++;
  }
  return count;
}
