import { describe, expect, it } from 'vitest';
import { fetchKb } from '../../client/account-kb.ts';
import { ApiError } from '../../client/api-error.ts';
import type { PasswordProof } from '../../client/with-password.ts';
import { fromHex, toHex } from '../../crypto/client/bytes.ts';
import { stretchPassword } from '../../crypto/client/onepw.ts';
import { decodeRecoveryKey, newRecoveryKey } from '../../crypto/client/recovery-key.ts';
import { keyBundle, xor } from '../../crypto/key-bundle.ts';
import { deriveToken } from '../../crypto/token-derivation.ts';
import { getPermit, recoverKey, resetPassword } from '../reset/reset-password.ts';
import { changePassword } from './change-password.ts';
import { makeRecoveryKey } from './make-recovery-key.ts';

const uid = 'ab'.repeat(16);
const sessionToken = '01'.repeat(32);
const session = { uid, email: 'renate@example.org', sessionToken };

/** A server with one account, which checks and keeps what the real one does. */
async function createServer(email: string, password: string, wrapKb: string) {
  const account = { email, authPW: (await stretchPassword(email, password)).authPW, wrapKb };
  let recovery: { recoveryKeyId: string; recoveryData: string } | undefined;
  const check = (sent: string, spelling: string) => {
    if (sent === account.authPW) return;
    throw new ApiError(400, { errno: spelling === account.email ? 103 : 120, email: account.email });
  };
  const keyFetchToken = 'cd'.repeat(32);
  const api = {
    keys: async () => {
      const { bundleKey } = deriveToken(keyFetchToken, 'keyFetchToken');
      return keyBundle(bundleKey, Buffer.alloc(32), fromHex(account.wrapKb));
    },
    changeStart: async (_session: string, proof: PasswordProof) => {
      check(proof.authPW, proof.email);
      return { keyFetchToken, passwordChangeToken: '02'.repeat(32) };
    },
    changeFinish: async (_token: string, body: { authPW: string; wrapKb: string; sessionToken: string }) => {
      expect(body.sessionToken, 'the id, not the token').toBe(deriveToken(sessionToken, 'sessionToken').id);
      Object.assign(account, { authPW: body.authPW, wrapKb: body.wrapKb });
      return { uid, sessionToken: '03'.repeat(32) };
    },
    reauth: async (_session: string, proof: PasswordProof) => {
      check(proof.authPW, proof.email);
      return { keyFetchToken };
    },
    deleteRecoveryKey: async () => {
      recovery = undefined;
      return {};
    },
    saveRecoveryKey: async (_session: string, body: NonNullable<typeof recovery>) => {
      if (recovery) throw new ApiError(400, { errno: 161 });
      recovery = body;
      return {};
    },
    verifyResetCode: async () => ({ code: 'c', emailToHashWith: account.email, token: 't', uid }),
    allowReset: async () => 'reset',
    recoveryData: async (_token: string, id: string) => {
      if (recovery?.recoveryKeyId !== id) throw new ApiError(400, { errno: 158 });
      return recovery.recoveryData;
    },
    resetAccount: async (_token: string, body: { authPW: string; wrapKb?: string; recoveryKeyId?: string }) => {
      if (body.wrapKb) expect(body.recoveryKeyId).toBe(recovery?.recoveryKeyId);
      Object.assign(account, { authPW: body.authPW, wrapKb: body.wrapKb ?? 'ee'.repeat(32) });
      return { uid, sessionToken: '04'.repeat(32) };
    },
  };
  async function kBWith(typed: string): Promise<string> {
    const { authPW, unwrapBKey } = await stretchPassword(account.email, typed);
    check(authPW, account.email);
    return toHex(await fetchKb(api, keyFetchToken, unwrapBKey));
  }
  return { api, kBWith };
}

const wrapKb = '5a'.repeat(32);

describe('kB, which all data hangs on', () => {
  it('survives a change of the password', async () => {
    const { api, kBWith } = await createServer(session.email, 'old password', wrapKb);
    const before = await kBWith('old password');
    expect(await changePassword(api, session, 'old password', 'new password')).toBe('03'.repeat(32));
    expect(await kBWith('new password')).toBe(before);
    await expect(kBWith('old password')).rejects.toMatchObject({ errno: 103 });
  });

  it('survives it too when the account was registered with another spelling (errno 120)', async () => {
    const { api, kBWith } = await createServer('Renate@Example.org', 'old password', wrapKb);
    const before = await kBWith('old password');
    await changePassword(api, session, 'old password', 'new password');
    expect(await kBWith('new password')).toBe(before);
  });

  it('is not touched when the old password is wrong', async () => {
    const { api, kBWith } = await createServer(session.email, 'old password', wrapKb);
    const before = await kBWith('old password');
    await expect(changePassword(api, session, 'wrong', 'new password')).rejects.toMatchObject({ errno: 103 });
    expect(await kBWith('old password')).toBe(before);
  });

  it('comes back with the recovery key when the password is forgotten (accounts.md §4.9)', async () => {
    const { api, kBWith } = await createServer(session.email, 'forgotten', wrapKb);
    const before = await kBWith('forgotten');
    const shown = await makeRecoveryKey(api, session, 'forgotten', false);
    const permit = await getPermit(api, session.email, '12345678');
    const recovered = await recoverKey(api, permit, decodeRecoveryKey(shown)!);
    expect(toHex(recovered.kB)).toBe(before);
    await resetPassword(api, permit, 'new password', recovered);
    expect(await kBWith('new password')).toBe(before);
  });

  it('is not given to a wrong or replaced recovery key', async () => {
    const { api } = await createServer(session.email, 'password', wrapKb);
    const first = await makeRecoveryKey(api, session, 'password', false);
    const second = await makeRecoveryKey(api, session, 'password', true);
    const permit = await getPermit(api, session.email, '12345678');
    for (const wrong of [first, newRecoveryKey()]) {
      await expect(recoverKey(api, permit, decodeRecoveryKey(wrong)!)).rejects.toMatchObject({ errno: 158 });
    }
    expect((await recoverKey(api, permit, decodeRecoveryKey(second)!)).kB).toHaveLength(32);
  });

  it('is another one after a reset without the recovery key', async () => {
    const { api, kBWith } = await createServer(session.email, 'forgotten', wrapKb);
    const before = await kBWith('forgotten');
    const permit = await getPermit(api, session.email, '12345678');
    await resetPassword(api, permit, 'new password', null);
    expect(await kBWith('new password')).not.toBe(before);
  });
});

it('the wrapping is what the server unwraps (accounts.md §4.4)', async () => {
  const { unwrapBKey } = await stretchPassword(session.email, 'old password');
  const { kBWith } = await createServer(session.email, 'old password', wrapKb);
  expect(await kBWith('old password')).toBe(xor(fromHex(wrapKb), unwrapBKey).toString('hex'));
});
