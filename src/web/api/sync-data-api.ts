import { ApiError, UnreachableError } from '../../client/api-error.ts';
import { request } from '../../client/request.ts';
import { accountToken } from '../../crypto/client/account-token.ts';

/** What one collection of the account's Sync data amounts to. */
export interface SyncedCollection {
  name: string;
  records: number;
  /** Of their payloads, encrypted. */
  bytes: number;
  /** Last write, ms. */
  modified: number;
}

/** What this server stores for the account. */
export interface SyncData {
  collections: SyncedCollection[];
  /** When the last write reached the server, ms; null: never. */
  lastWrite: number | null;
  /** Bytes that the account may store; null: no limit. */
  quota: number | null;
}

const session = (token: string) => ({ kind: 'sessionToken', token }) as const;

/** Asks what this server stores for the account, in numbers. */
export const readSyncData = (sessionToken: string): Promise<SyncData> =>
  request<SyncData>('GET', '/v1/account/sync_data', { credential: session(sessionToken) });

/** Deletes collections from this server. Throws errno 164 when the password has to be given again. */
export const deleteCollections = (sessionToken: string, collections: string[]): Promise<object> =>
  request<object>('POST', '/v1/account/sync_data/delete', {
    credential: session(sessionToken),
    body: { collections },
  });

/**
 * Fetches everything that is stored, encrypted as it is, in one file (docs/my-archive.md).
 *
 * @throws {ApiError} For any answer that isn't 2xx.
 * @throws {UnreachableError} When there is no answer, or it ends before its time.
 */
export async function downloadArchive(sessionToken: string): Promise<Blob> {
  const { authorization } = await accountToken(sessionToken, 'sessionToken');
  try {
    const response = await fetch('/v1/account/sync_data/archive', {
      headers: { Authorization: authorization },
      credentials: 'omit',
      cache: 'no-store',
    });
    if (response.ok) return await response.blob();
    const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
    throw new ApiError(response.status, { retryAfter, ...(await response.json().catch(() => ({}))) });
  } catch (error) {
    throw error instanceof ApiError ? error : new UnreachableError(error);
  }
}
