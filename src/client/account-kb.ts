import { openKeyBundle, unwrapKb } from '../crypto/client/account-keys.ts';
import { accountToken } from '../crypto/client/account-token.ts';
import type { Bytes } from '../crypto/client/bytes.ts';
import type { SignInApi } from './sign-in-api.ts';

/**
 * Fetches kB, the key that all Sync data hangs on. The keyFetchToken is used up.
 *
 * @param keyFetchToken - 64 hex characters.
 * @param unwrapBKey - From the password.
 * @returns 32 bytes. The caller drops them as soon as it can.
 */
export async function fetchKb(api: Pick<SignInApi, 'keys'>, keyFetchToken: string, unwrapBKey: Bytes): Promise<Bytes> {
  const { bundleKey } = await accountToken(keyFetchToken, 'keyFetchToken');
  const { wrapKb } = await openKeyBundle(bundleKey, await api.keys(keyFetchToken));
  return unwrapKb(wrapKb, unwrapBKey);
}
