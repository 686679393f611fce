import { request } from '../../client/request.ts';

/** One address of an account. */
export interface AccountEmail {
  email: string;
  isPrimary: boolean;
  verified: boolean;
}

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;

/** The routes around the addresses of an account (accounts.md §3.6). */
export const emailApi = {
  list: (sessionToken: string) =>
    request<AccountEmail[]>('GET', '/v1/recovery_emails', { credential: session(sessionToken) }),
  /** Adds an address and mails it a code. */
  add: (sessionToken: string, email: string) =>
    request<object>('POST', '/v1/recovery_email', { credential: session(sessionToken), body: { email } }),
  verify: (sessionToken: string, email: string, code: string) =>
    request<object>('POST', '/v1/recovery_email/secondary/verify_code', {
      credential: session(sessionToken),
      body: { email, code },
    }),
  makePrimary: (sessionToken: string, email: string) =>
    request<object>('POST', '/v1/recovery_email/set_primary', { credential: session(sessionToken), body: { email } }),
  /** Confirms the address by the link of a mail. */
  confirm: (uid: string, code: string) =>
    request<object>('POST', '/v1/recovery_email/verify_code', { body: { uid, code } }),
};
