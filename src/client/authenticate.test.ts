import { describe, expect, it } from 'vitest';
import { stretchPassword } from '../crypto/client/onepw.ts';
import { ApiError } from './api-error.ts';
import { signIn, signUp } from './authenticate.ts';

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
