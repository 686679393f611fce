import { callRemoteStorage } from './call-remote-storage.ts';

/** A user's storage at another appliance that shares the master secret. */
export interface RemoteStorage {
  uid: number;
  /** Origin of the node. */
  node: string;
  /** Base of the user's storage, without a trailing slash. */
  endpoint: string;
}

/**
 * Deletes everything of a user at another node, with a storage token of our own making (sync15.md §17.11).
 *
 * @param masterSecret - The secret that the node knows too.
 * @param now - ms.
 * @throws When the node can't be reached or doesn't agree; then nothing is known about the data.
 */
export async function deleteRemoteStorage(
  { uid, node, endpoint }: RemoteStorage,
  masterSecret: string,
  now: number,
): Promise<void> {
  const call = { method: 'DELETE', url: new URL(endpoint), node, uid, purpose: 'purge', patience: 30_000 } as const;
  const status = await callRemoteStorage(call, masterSecret, now);
  if (status >= 400 && status !== 404) throw new Error(`${node} answered ${status} to a deletion`);
}
