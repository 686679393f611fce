import type { Bytes } from '../../crypto/client/bytes.ts';
import { encryptKeys } from '../../crypto/client/keys-jwe.ts';
import { deriveScopedKeys } from '../../crypto/client/scoped-keys.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import type { OAuthFlow } from '../webchannel/firefox.ts';

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
