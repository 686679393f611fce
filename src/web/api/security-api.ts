import { request } from '../../client/request.ts';
import type { SessionAnswer } from '../../client/sign-in-api.ts';
import type { PasswordProof } from '../../client/with-password.ts';

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;
const reset = (token: string) => ({ kind: 'accountResetToken', token }) as const;

/** Answer of `GET /totp/exists`. */
export interface TotpState {
  exists: boolean;
  verified: boolean;
}

/** The routes around password, second factor, recovery key and the account's end (accounts.md §3.6). */
export const securityApi = {
  /** The password again, for a session that goes on; `keyFetchToken` opens kB. */
  reauth: (sessionToken: string, proof: PasswordProof) =>
    request<{ keyFetchToken: string }>('POST', '/v1/session/reauth?keys=true', {
      credential: session(sessionToken),
      body: { ...proof, reason: 'signin' },
    }),
  /** The password again, so that the server lets the session change what protects the account. */
  proveAgain: (sessionToken: string, proof: PasswordProof) =>
    request<object>('POST', '/v1/session/reauth', { credential: session(sessionToken), body: proof }),
  changeStart: (sessionToken: string, { authPW, ...proof }: PasswordProof) =>
    request<{ keyFetchToken: string; passwordChangeToken: string }>('POST', '/v1/password/change/start', {
      credential: session(sessionToken),
      body: { ...proof, oldAuthPW: authPW },
    }),
  /** `sessionToken` in the body is the id of the session that goes on under a new token. */
  changeFinish: (passwordChangeToken: string, body: { authPW: string; wrapKb: string; sessionToken: string }) =>
    request<SessionAnswer>('POST', '/v1/password/change/finish', {
      credential: { kind: 'passwordChangeToken', token: passwordChangeToken },
      body,
    }),
  destroyAccount: (sessionToken: string, proof: PasswordProof) =>
    request<object>('POST', '/v1/account/destroy', { credential: session(sessionToken), body: proof }),
  totpState: (sessionToken: string) =>
    request<TotpState>('GET', '/v1/totp/exists', { credential: session(sessionToken) }),
  /** Begins enrolment: `qrCodeUrl` is a picture for authenticator apps, `secret` the same in letters. */
  createTotp: (sessionToken: string) =>
    request<{ qrCodeUrl: string; secret: string; recoveryCodes?: string[] }>('POST', '/v1/totp/create', {
      credential: session(sessionToken),
      body: {},
    }),
  /** Ends enrolment, or confirms a session. */
  verifyTotp: (sessionToken: string, code: string) =>
    request<{ success: boolean; recoveryCodes?: string[] }>('POST', '/v1/session/verify/totp', {
      credential: session(sessionToken),
      body: { code },
    }),
  destroyTotp: (sessionToken: string) =>
    request<object>('POST', '/v1/totp/destroy', { credential: session(sessionToken), body: {} }),
  /** How many recovery codes for the second factor are left. */
  countRecoveryCodes: async (sessionToken: string) =>
    (await request<{ count: number }>('GET', '/v1/recoveryCodes/exists', { credential: session(sessionToken) })).count,
  /** Makes new ones in place of all older ones. */
  renewRecoveryCodes: async (sessionToken: string) =>
    (await request<{ recoveryCodes: string[] }>('GET', '/v1/recoveryCodes', { credential: session(sessionToken) }))
      .recoveryCodes,
  recoveryKeyExists: async (sessionToken: string) =>
    (
      await request<{ exists: boolean }>('POST', '/v1/recoveryKey/exists', {
        credential: session(sessionToken),
        body: {},
      })
    ).exists,
  saveRecoveryKey: (sessionToken: string, body: { recoveryKeyId: string; recoveryData: string }) =>
    request<object>('POST', '/v1/recoveryKey', { credential: session(sessionToken), body: { ...body, enabled: true } }),
  deleteRecoveryKey: (sessionToken: string) =>
    request<object>('DELETE', '/v1/recoveryKey', { credential: session(sessionToken) }),

  /** The same for somebody who can't sign in. */
  recoveryKeyExistsFor: async (email: string) =>
    (await request<{ exists: boolean }>('POST', '/v1/recoveryKey/exists', { body: { email } })).exists,
  /** Has a code for a forgotten password made. `delivery` tells who gives it to the person. */
  sendResetCode: (email: string) =>
    request<{ delivery?: 'mail' | 'administrator' }>('POST', '/v1/password/forgot/send_otp', { body: { email } }),
  /** Checks that code. `emailToHashWith` salts the new password. */
  verifyResetCode: (email: string, code: string) =>
    request<{ code: string; emailToHashWith: string; token: string; uid: string }>(
      'POST',
      '/v1/password/forgot/verify_otp',
      { body: { email, code } },
    ),
  allowReset: async (passwordForgotToken: string, code: string) =>
    (
      await request<{ accountResetToken: string }>('POST', '/v1/password/forgot/verify_code', {
        credential: { kind: 'passwordForgotToken', token: passwordForgotToken },
        body: { code },
      })
    ).accountResetToken,
  /** What a recovery key opens; errno 158 when there is none with that id. */
  recoveryData: async (accountResetToken: string, recoveryKeyId: string) =>
    (
      await request<{ recoveryData: string }>('GET', `/v1/recoveryKey/${recoveryKeyId}`, {
        credential: reset(accountResetToken),
      })
    ).recoveryData,
  /** Sets the new password. Without `wrapKb` the account gets a new kB, and what is stored can't be read any more. */
  resetAccount: (accountResetToken: string, body: { authPW: string; wrapKb?: string; recoveryKeyId?: string }) =>
    request<SessionAnswer>('POST', '/v1/account/reset', {
      credential: reset(accountResetToken),
      body: { ...body, sessionToken: true },
    }),
};

/** See {@link securityApi}. */
export type SecurityApi = typeof securityApi;
