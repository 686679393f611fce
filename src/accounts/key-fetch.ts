import { keyBundle } from '../crypto/key-bundle.ts';
import { randomHex } from '../crypto/random.ts';
import { deriveToken } from '../crypto/token-derivation.ts';
import type { Queries } from '../database/database.ts';
import { createAccountToken } from './store/account-tokens.ts';
import { makeRoomForKeyFetchToken } from './store/make-room.ts';

/**
 * Makes a keyFetchToken. Its bundle is made now, because only now, with the password at hand, `wrapKb` is known; it is kept
 * encrypted under the token, which is kept nowhere (accounts.md appendix B).
 *
 * @param keys - `kA` and `wrapKb`, hex; `sessionIdHash`: session that must be verified before the keys are handed out.
 */
export async function createKeyFetchToken(
  tx: Queries,
  keys: { uid: string; kA: string; wrapKb: string; now: number; sessionIdHash: string | null },
): Promise<string> {
  await makeRoomForKeyFetchToken(tx, keys.uid);
  const token = randomHex(32);
  const { bundleKey } = deriveToken(token, 'keyFetchToken');
  const data = keyBundle(bundleKey, Buffer.from(keys.kA, 'hex'), Buffer.from(keys.wrapKb, 'hex'));
  return createAccountToken(tx, 'keyFetchToken', {
    uid: keys.uid,
    now: keys.now,
    sessionIdHash: keys.sessionIdHash,
    data,
    token,
  });
}
