import { describe, expect, it } from 'vitest';
import { stretchPassword } from '../../crypto/client/onepw.ts';
import { ApiError } from '../api/api-error.ts';
import type { Firefox } from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';
import { signIn, signUp } from './authenticate.ts';
import { detectEnvironment } from './environment.ts';

const answer = { uid: 'u', sessionToken: 's', keyFetchToken: 'k', verified: true, sessionVerified: true };

describe('signing in', () => {
  it('stretches again with the spelling that the server knows (errno 120)', async () => {
    const asked: string[] = [];
    const login = async (body: { email: string; authPW: string }) => {
      asked.push(body.email);
      if (body.email !== 'Ann@example.org') throw new ApiError(400, { errno: 120, email: 'Ann@example.org' });
      expect(body.authPW).toBe((await stretchPassword('Ann@example.org', 'pw')).authPW);
      return answer;
    };
    const account = await signIn({ login }, 'ann@example.org', 'pw');
    expect(asked).toEqual(['ann@example.org', 'Ann@example.org']);
    expect(account.email).toBe('Ann@example.org');
    expect(account.unwrapBKey).toEqual((await stretchPassword('Ann@example.org', 'pw')).unwrapBKey);
  });

  it('keeps the new address of an account whose salt is the old one', async () => {
    const login = async (body: { email: string; originalLoginEmail?: string }) => {
      if (body.email !== 'old@example.org') throw new ApiError(400, { errno: 120, email: 'old@example.org' });
      expect(body.originalLoginEmail).toBe('new@example.org');
      return answer;
    };
    expect((await signIn({ login }, 'new@example.org', 'pw')).email).toBe('new@example.org');
  });

  it('retries the spelling once only', async () => {
    let tries = 0;
    const login = async () => {
      tries++;
      throw new ApiError(400, { errno: 120, email: 'x@example.org' });
    };
    await expect(signIn({ login }, 'X@example.org', 'pw')).rejects.toThrow(ApiError);
    expect(tries).toBe(2);
  });

  it.each([
    [{}, null],
    [{ sessionVerified: false, verified: false, verificationMethod: 'totp-2fa' }, 'totp'],
    [{ sessionVerified: false, verified: false, verificationMethod: 'email-otp' }, 'email code'],
    [{ sessionVerified: undefined, verified: true }, null],
  ])('knows which check the session waits for: %j', async (more, pending) => {
    const login = async () => ({ ...answer, ...more });
    expect((await signIn({ login }, 'a@example.org', 'pw')).pending).toBe(pending);
  });

  it('sends the password itself nowhere, and an invitation only if there is one', async () => {
    const bodies: object[] = [];
    const create = async (body: object) => {
      bodies.push(body);
      return answer;
    };
    await signUp({ create }, 'a@example.org', 'secret words', { invite: '', captcha: '' });
    await signUp({ create }, 'a@example.org', 'secret words', { invite: 'CODE', captcha: 'solved' });
    expect(bodies.map((body) => Object.keys(body))).toEqual([
      ['email', 'authPW'],
      ['email', 'authPW', 'invite', 'captcha'],
    ]);
    expect(JSON.stringify(bodies)).not.toContain('secret');
  });
});

describe('who is around the page', () => {
  const desktop = 'Mozilla/5.0 (X11) Gecko/20100101 Firefox/153.0';
  const flow = 'client_id=5882386c6d801776&state=s&scope=profile&code_challenge=c';
  const status = { signedInUser: null, isDesktop: true, engines: [], canPair: false };
  const answers =
    (with_ = status, isFlowActive: boolean | null = false) =>
    () =>
      ({ status: async () => with_, isFlowActive: async () => isFlowActive }) as unknown as Firefox;
  const tooOld = { kind: 'deaf', why: 'too old' };
  const fails = (failure: ChannelError['failure']) => () =>
    ({
      status: async () => {
        throw new ChannelError(failure, '');
      },
    }) as unknown as Firefox;

  it.each([
    ['Firefox with a flow', `context=oauth_webchannel_v1&${flow}`, desktop, answers(), { kind: 'firefox' }],
    ['Firefox that can begin a flow', '', desktop, answers(), { kind: 'firefox', flow: null }],
    ['desktop that can not begin a flow', '', desktop, answers(status, null), { kind: 'web' }],
    ['desktop that has lost its flow', 'context=oauth_webchannel_v1', desktop, answers(status, null), { kind: 'deaf' }],
    [
      'desktop that takes keys',
      'context=fx_desktop_v3',
      desktop,
      answers(status, null),
      { takesKeys: true, flow: null },
    ],
    [
      'desktop that takes keys, with a flow',
      `context=oauth_webchannel_v1&${flow}`,
      desktop,
      answers(),
      { takesKeys: false },
    ],
    ['a Firefox of long ago', 'context=fx_desktop_v1', desktop, answers(), tooOld],
    ['an old phone', `context=fx_fennec_v1&${flow}`, desktop, answers(), tooOld],
    ['a phone without a flow', '', desktop, answers({ ...status, isDesktop: false }), { kind: 'web' }],
    ['a client with a redirect address', `redirect_uri=urn:x&${flow}`, desktop, answers(), { kind: 'redirect' }],
    ['another browser', '', 'Chrome', answers(), { kind: 'web' }],
    ['another browser with a flow', flow, 'Chrome', answers(), { kind: 'deaf', why: 'not firefox' }],
    ['a restarted Firefox', flow, desktop, fails('no channel'), { kind: 'deaf', why: 'no channel' }],
    ['Android set up wrongly', flow, `Android ${desktop}`, fails('no answer'), { kind: 'deaf', why: 'android' }],
    ['Firefox that knows nothing of us', '', desktop, fails('no channel'), { kind: 'web' }],
  ])('%s', async (_name, query, userAgent, open, expected) => {
    expect(await detectEnvironment(new URLSearchParams(query), userAgent, open)).toMatchObject(expected);
  });
});
