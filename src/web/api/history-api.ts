import { request } from '../../client/request.ts';

/** Something that happened to the safety of an account. */
export interface SecurityEvent {
  /** Name of the event, such as `SignIn`. */
  event: string;
  /** In ms. */
  time: number;
  /** Network address; empty when it isn't known. */
  address: string;
  /** The User-Agent header. */
  program: string;
  /** The program in short, and its system; empty when the header tells nothing. */
  browser: string;
  os: string;
}

/** The newest events of the account, newest first. */
export async function readSecurityHistory(sessionToken: string): Promise<SecurityEvent[]> {
  const credential = { kind: 'sessionToken', token: sessionToken } as const;
  return (await request<{ events: SecurityEvent[] }>('GET', '/v1/account/security_history', { credential })).events;
}
