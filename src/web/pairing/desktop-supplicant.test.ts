import { describe, expect, it } from 'vitest';
import { toBase64Url, utf8 } from '../../crypto/client/bytes.ts';
import { encryptKeys } from '../../crypto/client/keys-jwe.ts';
import type { Firefox, OAuthFlow } from '../webchannel/firefox.ts';
import { createPageRequest, handOver, NotLinkedError } from './desktop-supplicant.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const keys = { [oldsync]: { kty: 'oct' as const, scope: oldsync, k: 'key', kid: '5-fingerprint' } };
const login = { email: 'a@example.org', uid: 'u', sessionToken: 's', verified: true };

describe('a desktop Firefox that signs in with a code (accounts.md §7.8)', () => {
  it('asks with secrets of its own and turns the grant into a session and keys', async () => {
    const { request, redeem } = await createPageRequest();
    expect(request.scope.split(' ')).toContain('https://identity.mozilla.com/tokens/session');
    expect(JSON.stringify(request)).not.toContain('"d"');
    const calls: unknown[][] = [];
    const api = {
      exchangeCode: async (...call: [string, string, string]) => {
        calls.push(call);
        const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(call[2])));
        expect(toBase64Url(challenge)).toBe(request.code_challenge);
        return { session_token: 's', refresh_token: 'r', keys_jwe: await encryptKeys(request.keys_jwk, keys) };
      },
      sessionStatus: async () => ({ uid: 'u' }),
      destroyToken: async (...call: string[]) => {
        calls.push(call);
        return {};
      },
      destroySession: async () => ({}),
    };
    const account = await redeem(api, { code: 'c', state: request.state }, 'a@example.org');
    expect(account).toEqual({ login, keys });
    expect(calls[0]!.slice(0, 2)).toEqual(['5882386c6d801776', 'c']);
    expect(calls[1]).toEqual(['5882386c6d801776', 'r']);
  });

  it('makes new secrets each time', async () => {
    const [one, two] = [await createPageRequest(), await createPageRequest()];
    for (const name of ['state', 'code_challenge', 'keys_jwk'] as const) {
      expect(one.request[name]).not.toBe(two.request[name]);
    }
  });

  /** A Firefox and a server that write down what they are asked. */
  function scene(canLink: boolean) {
    const told: string[] = [];
    const firefox = {
      canLinkAccount: async (email: string, uid: string) => {
        told.push(`can link ${email} ${uid}`);
        return canLink;
      },
      login: async () => void told.push('login'),
      isFlowActive: async () => true,
      oauthLogin: async ({ action }: { action: string }) => void told.push(`oauth login, ${action}`),
    } as unknown as Firefox;
    const api = {
      authorize: async (_session: string, { state }: OAuthFlow, { keysJwe }: { keysJwe?: string }) => {
        told.push(`authorize ${state}, ${keysJwe ? 'with' : 'without'} keys`);
        return { code: 'c', state, redirect: '' };
      },
      destroySession: async () => {
        told.push('destroy session');
        return {};
      },
    } as never;
    return { told, firefox, api };
  }
  const flow = async (): Promise<OAuthFlow> => {
    const { request } = await createPageRequest();
    return {
      clientId: request.client_id,
      scope: request.scope,
      state: 'of Firefox',
      codeChallenge: 'c',
      codeChallengeMethod: 'S256',
      accessType: 'offline',
      keysJwk: request.keys_jwk,
    };
  };

  it('hands session and keys over in the order that works (accounts.md §2.6)', async () => {
    const { told, firefox, api } = scene(true);
    await handOver({ login, keys }, { api, firefox, isDesktop: true, flow: await flow() }, api);
    expect(told).toEqual([
      'can link a@example.org u',
      'login',
      'authorize of Firefox, with keys',
      'oauth login, pairing',
    ]);
  });

  it('ends the session when the user does not want to link the account', async () => {
    const { told, firefox, api } = scene(false);
    const handing = handOver({ login, keys }, { api, firefox, isDesktop: true, flow: await flow() }, api);
    await expect(handing).rejects.toThrow(NotLinkedError);
    expect(told).toEqual(['can link a@example.org u', 'destroy session']);
  });
});
