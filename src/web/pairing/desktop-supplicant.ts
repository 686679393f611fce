import { type Bytes, toBase64Url, utf8 } from '../../crypto/client/bytes.ts';
import { decryptKeys, encryptKeys } from '../../crypto/client/keys-jwe.ts';
import type { ScopedKey } from '../../crypto/client/scoped-keys.ts';
import { authorizeFlow, type FlowOptions } from '../signin/connection.ts';
import type { Login } from '../webchannel/firefox.ts';
import type { PairingApi } from './pairing-api.ts';
import type { PairingGrant, PairingRequest } from './supplicant.ts';

const desktopClientId = '5882386c6d801776';
const scope = 'https://identity.mozilla.com/apps/oldsync profile https://identity.mozilla.com/tokens/session';
const ecdh = { name: 'ECDH', namedCurve: 'P-256' };

/** An account that came over the pairing channel. */
export interface PairedAccount {
  login: Login;
  keys: Record<string, ScopedKey>;
}

/** A request that this page makes for itself, on behalf of the Firefox around it (accounts.md §7.8). */
export interface PageRequest {
  request: PairingRequest;
  /** Turns the grant into a session and the Sync keys. The refresh token that comes with them is given back. */
  redeem(api: PairingApi, grant: PairingGrant, email: string): Promise<PairedAccount>;
}

const random = (): Bytes => crypto.getRandomValues(new Uint8Array(32));

/** Makes a request with a PKCE verifier and a key pair of this page's own, which never leave it. */
export async function createPageRequest(): Promise<PageRequest> {
  const verifier = toBase64Url(random());
  const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(verifier)));
  const keys = (await crypto.subtle.generateKey(ecdh, false, ['deriveBits'])) as CryptoKeyPair;
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const request = {
    client_id: desktopClientId,
    state: toBase64Url(random()),
    scope,
    code_challenge: toBase64Url(challenge),
    code_challenge_method: 'S256',
    keys_jwk: toBase64Url(utf8(JSON.stringify({ kty, crv, x, y }))),
  };
  return {
    request,
    async redeem(api, grant, email) {
      const tokens = await api.exchangeCode(desktopClientId, grant.code, verifier);
      const { uid } = await api.sessionStatus(tokens.session_token);
      await api.destroyToken(desktopClientId, tokens.refresh_token).catch(() => {});
      return {
        login: { email, uid, sessionToken: tokens.session_token, verified: true },
        keys: await decryptKeys(tokens.keys_jwe, keys.privateKey),
      };
    },
  };
}

/** Firefox, or its user, didn't want the account. */
export class NotLinkedError extends Error {
  constructor() {
    super('the account was not linked');
    this.name = 'NotLinkedError';
  }
}

/**
 * Hands a paired account over to the Firefox around this page: session, then keys (accounts.md §2.6).
 *
 * @throws {NotLinkedError} When the user said no to Firefox's question; the session is then ended.
 */
export async function handOver(
  { login, keys }: PairedAccount,
  options: Omit<FlowOptions, 'account' | 'action' | 'choice'>,
  api: PairingApi,
): Promise<void> {
  const { firefox } = options;
  if (!(await firefox.canLinkAccount(login.email, login.uid))) {
    await api.destroySession(login.sessionToken).catch(() => {});
    throw new NotLinkedError();
  }
  await firefox.login(login, null);
  await authorizeFlow({ ...options, account: login, action: 'pairing', choice: null }, async ({ keysJwk }) =>
    keysJwk ? encryptKeys(keysJwk, keys) : undefined,
  );
}
