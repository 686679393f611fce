import { request } from '../../client/request.ts';

/** What one collection of the account's Sync data amounts to. */
export interface SyncedCollection {
  name: string;
  records: number;
  /** Last write, ms. */
  modified: number;
}

/** Asks what this server stores for the account, in numbers. */
export async function readSyncData(sessionToken: string): Promise<SyncedCollection[]> {
  const credential = { kind: 'sessionToken', token: sessionToken } as const;
  return (await request<{ collections: SyncedCollection[] }>('GET', '/v1/account/sync_data', { credential }))
    .collections;
}
