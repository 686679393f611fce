import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../client/api-error.ts';
import type { SignedInAccount } from '../../client/authenticate.ts';
import { toHex } from '../../crypto/client/bytes.ts';
import { decryptKeys } from '../../crypto/client/keys-jwe.ts';
import { keyBundle, xor } from '../../crypto/key-bundle.ts';
import { deriveToken } from '../../crypto/token-derivation.ts';
import type { AttachedClient } from '../api/clients-api.ts';
import { type EngineChoice, type Firefox, FlowLostError, type OAuthFlow } from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';
import { authorizeRedirect, type ConnectionOptions, createConnection, OtherServerError } from './connection.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const kB = Buffer.alloc(32, 7);
const keyFetchToken = 'ab'.repeat(32);

async function createFlow(state: string) {
  const keys = (await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ])) as CryptoKeyPair;
  const jwk = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const flow: OAuthFlow = {
    clientId: '5882386c6d801776',
    scope: `${oldsync} profile`,
    state,
    codeChallenge: 'challenge',
    codeChallengeMethod: 'S256',
    accessType: 'offline',
    keysJwk: Buffer.from(JSON.stringify(jwk)).toString('base64url'),
  };
  return { flow, privateKey: keys.privateKey };
}

function createAccount(): SignedInAccount {
  const unwrapBKey = Uint8Array.from({ length: 32 }, () => 9);
  return { uid: 'cd'.repeat(16), email: 'a@example.org', sessionToken: 's', keyFetchToken, unwrapBKey, pending: null };
}

/** A server and a Firefox that write down what they are asked, in order. */
async function createScene(behaviour: Partial<Firefox> = {}, apiBehaviour: object = {}, isHere = true) {
  const [first, second] = [await createFlow('first'), await createFlow('second')];
  const calls: string[] = [];
  const jwes: string[] = [];
  const logins: unknown[][] = [];
  const account = createAccount();
  const api = {
    keys: async () => {
      calls.push('keys');
      const { bundleKey } = deriveToken(keyFetchToken, 'keyFetchToken');
      return keyBundle(bundleKey, Buffer.alloc(32), xor(kB, account.unwrapBKey));
    },
    scopedKeyData: async () => {
      calls.push('scopedKeyData');
      return { [oldsync]: { identifier: oldsync, keyRotationSecret: '00'.repeat(32), keyRotationTimestamp: 5 } };
    },
    authorize: async (_session: string, flow: OAuthFlow, { keysJwe = '', redirectUri = '' }) => {
      calls.push(`authorize ${flow.state}`);
      jwes.push(keysJwe);
      return { redirect: `${redirectUri}?code=c&state=${flow.state}`, code: 'c', state: flow.state };
    },
    destroySession: async (token: string) => {
      calls.push(`end ${token}`);
      return {};
    },
    ...apiBehaviour,
  };
  const firefox = {
    login: async (...told: unknown[]) => {
      calls.push('login');
      logins.push(told);
    },
    oauthLogin: async ({ state }: { state: string }) => void calls.push(`oauthLogin ${state}`),
    isFlowActive: async () => {
      calls.push('isFlowActive');
      return true;
    },
    beginFlow: async () => {
      calls.push('beginFlow');
      return second.flow;
    },
    ...behaviour,
  } as Firefox;
  const clients = {
    list: async () => {
      calls.push('list');
      return [{ isCurrentSession: true, deviceId: isHere ? 'd' : null } as AttachedClient];
    },
  };
  const connect = (options: Partial<ConnectionOptions> = {}) =>
    createConnection({
      api,
      clients,
      firefox,
      account,
      action: 'signin',
      choice: null as EngineChoice | null,
      isDesktop: true,
      takesKeys: false,
      oldSession: null,
      flow: first.flow,
      ...options,
    });
  return { connect, calls, jwes, logins, account, api, first, second };
}

describe('handing an account over to Firefox (accounts.md §2.6)', () => {
  it('goes in the order that works and gives Firefox the right Sync key', async () => {
    const { connect, calls, jwes, first, account } = await createScene();
    await connect()();
    expect(calls).toEqual(['login', 'keys', 'isFlowActive', 'scopedKeyData', 'authorize first', 'oauthLogin first']);
    const keys = await decryptKeys(jwes[0]!, first.privateKey);
    expect(keys[oldsync]).toMatchObject({ kty: 'oct', scope: oldsync, kid: expect.stringMatching(/^5-/) });
    expect(toHex(account.unwrapBKey), 'forgotten').toBe('00'.repeat(32));
  });

  it('begins a new flow when Firefox has lost the one of the address (accounts.md §2.8)', async () => {
    const { connect, calls, jwes, second } = await createScene({ isFlowActive: async () => false });
    await connect()();
    expect(calls.slice(-4)).toEqual(['beginFlow', 'scopedKeyData', 'authorize second', 'oauthLogin second']);
    expect(await decryptKeys(jwes[0]!, second.privateKey)).toHaveProperty([oldsync]);
  });

  it('retries once with a new flow after INVALID_STATE (accounts.md §2.8)', async () => {
    const tried: string[] = [];
    const { connect, calls } = await createScene({
      oauthLogin: async ({ state }) => {
        tried.push(state);
        if (state === 'first') throw new ChannelError('refused', 'Error: INVALID_STATE');
      },
    });
    await connect()();
    expect(tried).toEqual(['first', 'second']);
    expect(calls.filter((call) => call === 'keys')).toHaveLength(1);
  });

  it('gives up after the second INVALID_STATE', async () => {
    const { connect } = await createScene({
      oauthLogin: async () => {
        throw new ChannelError('refused', 'Error: INVALID_STATE');
      },
    });
    await expect(connect()()).rejects.toThrow('INVALID_STATE');
  });

  it('sends phones no command that they do not know (accounts.md §9.3)', async () => {
    const { connect, calls } = await createScene();
    await connect({ isDesktop: false })();
    expect(calls).toEqual(['login', 'keys', 'scopedKeyData', 'authorize first', 'oauthLogin first']);
  });

  it('goes on where the server failed, without fetching the single-use keys twice', async () => {
    let isDown = true;
    const { connect, calls } = await createScene(
      {},
      {
        authorize: async (_session: string, { state }: OAuthFlow) => {
          if (isDown) throw new ApiError(503, { errno: 201 });
          return { redirect: '', code: 'c', state };
        },
      },
    );
    const run = connect();
    await expect(run()).rejects.toThrow(ApiError);
    isDown = false;
    await run();
    expect(calls.filter((call) => call === 'keys')).toHaveLength(1);
    expect(calls.at(-1)).toBe('oauthLogin first');
  });
});

describe('a Firefox of former years (accounts.md, appendix D)', () => {
  it('that can not tell about flows is given the one of the address', async () => {
    const { connect, calls } = await createScene({ isFlowActive: async () => null, beginFlow: async () => null });
    await connect()();
    expect(calls).toEqual(['login', 'keys', 'scopedKeyData', 'authorize first', 'oauthLogin first']);
  });

  it('that has lost its flow and can not be asked for another is to be started from again', async () => {
    const refused = async () => {
      throw new ChannelError('refused', 'Error: INVALID_STATE');
    };
    const { connect } = await createScene({
      isFlowActive: async () => null,
      beginFlow: async () => null,
      oauthLogin: refused,
    });
    await expect(connect()()).rejects.toThrow(FlowLostError);
  });

  it('that knows no flows gets what fetches the keys, and nothing after it', async () => {
    const { connect, calls, logins, account } = await createScene();
    const unwrapBKey = toHex(account.unwrapBKey);
    const choice = { offeredEngines: ['bookmarks', 'tabs'], declinedEngines: ['tabs'] };
    await connect({ takesKeys: true, flow: null, choice })();
    expect(calls).toEqual(['login', 'list']);
    const { uid, email, sessionToken } = account;
    expect(logins).toEqual([[{ uid, email, sessionToken, verified: true }, choice, { keyFetchToken, unwrapBKey }]]);
    expect(toHex(account.unwrapBKey), 'forgotten').toBe('00'.repeat(32));
  });

  it('that still talks to its former server is told so, whichever way it signs in', async () => {
    vi.useFakeTimers();
    try {
      const keys = (await createScene({}, {}, false)).connect({ takesKeys: true, flow: null })();
      const ended = expect(keys).rejects.toThrow(OtherServerError);
      await vi.advanceTimersByTimeAsync(60_000);
      await ended;
    } finally {
      vi.useRealTimers();
    }
    const oauthLogin = async () => {
      throw new ChannelError('refused', 'TypeError: the account is gone');
    };
    await expect((await createScene({ oauthLogin }, {}, false)).connect()()).rejects.toThrow(OtherServerError);
    await expect((await createScene({ oauthLogin })).connect()()).rejects.toThrow(ChannelError);
  });
});

it('ends the session that Firefox had before, and only once it has the new one', async () => {
  const { connect, calls } = await createScene();
  await connect({ oldSession: 'old' })();
  expect(calls.slice(-2)).toEqual(['oauthLogin first', 'end old']);
  const again = await createScene();
  await again.connect({ oldSession: again.account.sessionToken })();
  expect(again.calls).not.toContain(`end ${again.account.sessionToken}`);
});

it('clients with a redirect address get code and keys there (accounts.md §9.3)', async () => {
  const { api, account, first, jwes } = await createScene();
  const target = await authorizeRedirect(api, account, first.flow, 'https://foxden.example.org/oauth/success/x');
  expect(target).toBe('https://foxden.example.org/oauth/success/x?code=c&state=first');
  expect(await decryptKeys(jwes[0]!, first.privateKey)).toHaveProperty([oldsync]);
});
