import { hawkMac } from '../crypto/hawk.ts';
import { randomHex } from '../crypto/random.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';

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
  const { id, key } = tokenSigner(masterSecret).make({
    node,
    uid,
    fxa_uid: 'purge',
    fxa_kid: '0000000000000-',
    expires: Math.floor(now / 1000) + 300,
    salt: randomHex(3),
  });
  const url = new URL(endpoint);
  const attributes = { ts: String(Math.floor(now / 1000)), nonce: randomHex(6) };
  const mac = hawkMac(key, attributes, {
    method: 'DELETE',
    target: url.pathname,
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
  });
  const { ts, nonce } = attributes;
  const response = await fetch(url, {
    method: 'DELETE',
    headers: { Authorization: `Hawk id="${id}", ts="${ts}", nonce="${nonce}", mac="${mac}"` },
    signal: AbortSignal.timeout(30_000),
  });
  await response.body?.cancel();
  if (!response.ok && response.status !== 404) throw new Error(`${node} answered ${response.status} to a deletion`);
}
