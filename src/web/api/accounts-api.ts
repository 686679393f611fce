import { ApiError } from '../../client/api-error.ts';
import { request } from '../../client/request.ts';
import { type SessionAnswer, signInApiOf } from '../../client/sign-in-api.ts';
import type { ScopedKeyData } from '../../crypto/client/scoped-keys.ts';
import type { OAuthFlow } from '../webchannel/firefox.ts';

/** Answer of `POST /oauth/authorization` (accounts.md §5.4). */
export interface AuthorizationAnswer {
  redirect: string;
  code: string;
  state: string;
}

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;

/** The routes of the account server that signing in needs (accounts.md §3.4, §5.4). Tokens are 64 hex characters. */
export const accountsApi = {
  ...signInApiOf(request),
  /** Returns true when an account with this address exists. */
  exists: async (email: string) =>
    (await request<{ exists: boolean }>('POST', '/v1/account/status', { body: { email } })).exists,
  /** `invite`: code of an invitation; `captcha`: answer to the captcha; where the server wants them. */
  create: (body: { email: string; authPW: string; invite?: string; captcha?: string }) =>
    request<SessionAnswer>('POST', '/v1/account/create?keys=true', { body }),
  /** Makes the account an administrator's by the link that `foxden admin-link` shows. */
  claimAdmin: (sessionToken: string, invite: string) =>
    request<object>('POST', '/v1/account/claim_admin', { credential: session(sessionToken), body: { invite } }),
  scopedKeyData: (sessionToken: string, flow: OAuthFlow) =>
    request<Record<string, ScopedKeyData>>('POST', '/v1/account/scoped-key-data', {
      credential: session(sessionToken),
      body: { client_id: flow.clientId, scope: flow.scope },
    }),
  authorize: (sessionToken: string, flow: OAuthFlow, more: { keysJwe?: string; redirectUri?: string }) =>
    request<AuthorizationAnswer>('POST', '/v1/oauth/authorization', {
      credential: session(sessionToken),
      body: {
        client_id: flow.clientId,
        response_type: 'code',
        state: flow.state,
        scope: flow.scope,
        access_type: flow.accessType,
        code_challenge: flow.codeChallenge,
        code_challenge_method: flow.codeChallengeMethod,
        ...(more.keysJwe && { keys_jwe: more.keysJwe }),
        ...(more.redirectUri && { redirect_uri: more.redirectUri }),
      },
    }),
  /** Throws errno 110 when the session has ended. */
  sessionStatus: (sessionToken: string) =>
    request<{ state: string }>('GET', '/v1/session/status', { credential: session(sessionToken) }),
  /**
   * Destroys a session without waiting for the answer, when the page may be on its way out. While the server is away (it
   * restarts, or puts a backup back) it is tried again, for about a minute if the page stays.
   *
   * @param authorization - Header that proves the session.
   */
  endSession: async (authorization: string) => {
    for (let pause = 1; pause <= 32; pause *= 2) {
      try {
        await request<object>('POST', '/v1/session/destroy', { authorization, body: {}, keepalive: true });
        return;
      } catch (error) {
        if (error instanceof ApiError && error.status < 500) return;
        await new Promise((resolve) => setTimeout(resolve, pause * 1000));
      }
    }
  },
  resendCode: (sessionToken: string) =>
    request<object>('POST', '/v1/session/resend_code', { credential: session(sessionToken), body: {} }),
};

/** See {@link accountsApi}. */
export type AccountsApi = typeof accountsApi;
