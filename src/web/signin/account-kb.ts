import { openKeyBundle, unwrapKb } from '../../crypto/client/account-keys.ts';
import { accountToken } from '../../crypto/client/account-token.ts';
import type { Bytes } from '../../crypto/client/bytes.ts';
import { encryptKeys } from '../../crypto/client/keys-jwe.ts';
import { deriveScopedKeys } from '../../crypto/client/scoped-keys.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import type { OAuthFlow } from '../webchannel/firefox.ts';

/**
 * Fetches kB, the key that all Sync data hangs on. The keyFetchToken is used up.
 *
 * @param keyFetchToken - 64 hex characters.
 * @param unwrapBKey - From the password.
 * @returns 32 bytes. The caller drops them as soon as it can.
 */
export async function fetchKb(
  api: Pick<AccountsApi, 'keys'>,
  keyFetchToken: string,
  unwrapBKey: Bytes,
): Promise<Bytes> {
  const { bundleKey } = await accountToken(keyFetchToken, 'keyFetchToken');
  const { wrapKb } = await openKeyBundle(bundleKey, await api.keys(keyFetchToken));
  return unwrapKb(wrapKb, unwrapBKey);
}

/**
 * Encrypts the keys of a flow's scopes to the client that began it (accounts.md §4.6, §4.7).
 *
 * @returns The `keys_jwe`; undefined when the client asked for no keys.
 */
export async function keysForFlow(
  api: Pick<AccountsApi, 'scopedKeyData'>,
  account: { uid: string; sessionToken: string },
  flow: OAuthFlow,
  kB: Bytes,
): Promise<string | undefined> {
  if (!flow.keysJwk) return undefined;
  const data = await api.scopedKeyData(account.sessionToken, flow);
  return encryptKeys(flow.keysJwk, await deriveScopedKeys(kB, account.uid, data));
}
