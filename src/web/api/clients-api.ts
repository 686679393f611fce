import { request } from '../../client/request.ts';

/** One device or app that is signed in (accounts.md §6.6). */
export interface AttachedClient {
  clientId: string | null;
  deviceId: string | null;
  sessionTokenId: string | null;
  refreshTokenId: string | null;
  isCurrentSession: boolean;
  deviceType: string | null;
  /** Of a device or an app. */
  name: string | null;
  /** When it signed in, ms. */
  createdTime: number;
  /** In ms. */
  lastAccessTime: number | null;
  userAgent: string;
  /** What it tells, such as `Firefox 153` and `Windows`; empty when it tells nothing. */
  browser: string;
  os: string;
}

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;

/** The routes that list and sign out devices and apps (accounts.md §3.5). */
export const clientsApi = {
  list: (sessionToken: string) =>
    request<AttachedClient[]>('GET', '/v1/account/attached_clients', { credential: session(sessionToken) }),
  /** Signs one out; its session, tokens and device record go with it. */
  destroy: (sessionToken: string, { clientId, deviceId, sessionTokenId, refreshTokenId }: AttachedClient) =>
    request<object>('POST', '/v1/account/attached_client/destroy', {
      credential: session(sessionToken),
      body: { clientId, deviceId, sessionTokenId, refreshTokenId },
    }),
};
