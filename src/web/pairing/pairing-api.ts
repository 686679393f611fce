import { request } from '../../client/request.ts';
import { accountsApi } from '../api/accounts-api.ts';

/** What a code of the desktop client with the session scope is exchanged for (accounts.md §5.3). */
export interface PairedTokens {
  session_token: string;
  refresh_token: string;
  keys_jwe: string;
}

/** The routes that pairing needs beyond Firefox's own calls. Tokens are 64 hex characters. */
export const pairingApi = {
  exchangeCode: (clientId: string, code: string, codeVerifier: string) =>
    request<PairedTokens>('POST', '/v1/oauth/token', {
      body: { grant_type: 'authorization_code', client_id: clientId, code, code_verifier: codeVerifier },
    }),
  /** Tells whose session it is. */
  sessionStatus: (sessionToken: string) =>
    request<{ uid: string }>('GET', '/v1/session/status', {
      credential: { kind: 'sessionToken', token: sessionToken },
    }),
  destroyToken: (clientId: string, token: string) =>
    request<object>('POST', '/v1/oauth/destroy', { body: { client_id: clientId, token } }),
  destroySession: accountsApi.destroySession,
};

/** See {@link pairingApi}. */
export type PairingApi = typeof pairingApi;
