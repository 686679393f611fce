import { expect } from '@playwright/test';
import { toBase64Url, utf8 } from '../../src/crypto/client/bytes.ts';
import { decryptKeys } from '../../src/crypto/client/keys-jwe.ts';
import type { Foxden } from './foxden.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';

/** How a phone hears of the result: by message (Android's as text, iOS's as object) or by redirect (accounts.md §9.3). */
export type Delivery = 'android' | 'ios' | 'redirect';

/** One sign-in as a phone's app begins it. */
export interface PhoneFlow {
  /** Parameters of the page's address. */
  query: Record<string, string>;
  state: string;
  /** Exchanges the grant as the app would; returns the Sync key that it got. */
  redeem(code: string): Promise<{ kid: string; k: string; refreshToken: string }>;
}

/** Makes verifier, key pair and state as Firefox for Android and iOS do (accounts.md §9.2, §9.3). */
export async function beginPhoneFlow(foxden: Foxden, clientId: string, delivery: Delivery): Promise<PhoneFlow> {
  const verifier = toBase64Url(crypto.getRandomValues(new Uint8Array(43)));
  const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(verifier)));
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const jwk = await crypto.subtle.exportKey('jwk', (keys as CryptoKeyPair).publicKey);
  const state = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  return {
    state,
    query: {
      service: 'sync',
      client_id: clientId,
      scope: `profile ${oldsync} https://identity.mozilla.com/tokens/session`,
      state,
      code_challenge_method: 'S256',
      code_challenge: toBase64Url(challenge),
      access_type: 'offline',
      keys_jwk: toBase64Url(utf8(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))),
      ...(delivery === 'redirect'
        ? { redirect_uri: `${foxden.url}/oauth/success/${clientId}` }
        : { context: 'oauth_webchannel_v1' }),
    },
    async redeem(code) {
      const response = await fetch(`${foxden.url}/v1/oauth/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ client_id: clientId, code, code_verifier: verifier }),
      });
      expect(response.status).toBe(200);
      const tokens = (await response.json()) as { keys_jwe: string; refresh_token: string };
      const opened = await decryptKeys(tokens.keys_jwe, (keys as CryptoKeyPair).privateKey);
      return { kid: opened[oldsync]!.kid, k: opened[oldsync]!.k, refreshToken: tokens.refresh_token };
    },
  };
}
