import type { Request } from './request.ts';

/** Answer of create and login (accounts.md §3.4). */
export interface SessionAnswer {
  uid: string;
  sessionToken: string;
  keyFetchToken?: string;
  verified?: boolean;
  sessionVerified?: boolean;
  verificationMethod?: string;
}

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;

/**
 * The routes by which an account is opened and closed again (accounts.md §3.4). Tokens are 64 hex characters.
 *
 * @param request - Calls the server.
 */
export const signInApiOf = (request: Request) => ({
  login: (body: { email: string; authPW: string; originalLoginEmail?: string }) =>
    request<SessionAnswer>('POST', '/v1/account/login?keys=true', { body: { ...body, reason: 'signin' } }),
  /** Uses up the keyFetchToken; gives the bundle of accounts.md §4.5. */
  keys: async (keyFetchToken: string) => {
    const credential = { kind: 'keyFetchToken', token: keyFetchToken } as const;
    return (await request<{ bundle: string }>('GET', '/v1/account/keys', { credential })).bundle;
  },
  /** Second factor from an authenticator app; `success` is false when the code is wrong. */
  verifyTotp: (sessionToken: string, code: string) =>
    request<{ success: boolean }>('POST', '/v1/session/verify/totp', {
      credential: session(sessionToken),
      body: { code, service: 'sync' },
    }),
  /** Second factor by one of the recovery codes. */
  verifyRecoveryCode: (sessionToken: string, code: string) =>
    request<{ remaining: number }>('POST', '/v1/session/verify/recoveryCode', {
      credential: session(sessionToken),
      body: { code },
    }),
  /** Code from a mail. */
  verifyCode: (sessionToken: string, code: string) =>
    request<object>('POST', '/v1/session/verify_code', {
      credential: session(sessionToken),
      body: { code, service: 'sync' },
    }),
  destroySession: (sessionToken: string) =>
    request<object>('POST', '/v1/session/destroy', { credential: session(sessionToken), body: {} }),
});

/** See {@link signInApiOf}. */
export type SignInApi = ReturnType<typeof signInApiOf>;
