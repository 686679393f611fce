import { hawkMac } from '../crypto/hawk.ts';
import { randomHex } from '../crypto/random.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';
import { askServer } from '../http/ask-server.ts';

/**
 * Calls the storage of another appliance with a storage token of our own making: whoever shares the master secret takes it
 * (sync15.md §17.11).
 *
 * @param call - `url` is to be asked, for the user `uid` whose node has the origin `node`; `purpose` stands in the token in place
 *   of an account; `patience` in ms.
 * @param masterSecret - The secret that the node should know too.
 * @param now - ms.
 * @returns The answer's status; its body is dropped.
 * @throws When the node can't be reached.
 */
export async function callRemoteStorage(
  call: { method: 'GET' | 'DELETE'; url: URL; node: string; uid: number; purpose: string; patience: number },
  masterSecret: string,
  now: number,
): Promise<number> {
  const { method, url, node, uid, purpose, patience } = call;
  const { id, key } = tokenSigner(masterSecret).make({
    node,
    uid,
    fxa_uid: purpose,
    fxa_kid: '0000000000000-',
    expires: Math.floor(now / 1000) + 300,
    salt: randomHex(3),
  });
  const ts = String(Math.floor(now / 1000));
  const nonce = randomHex(6);
  const mac = hawkMac(
    key,
    { ts, nonce },
    {
      method,
      target: url.pathname,
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    },
  );
  const headers = { Authorization: `Hawk id="${id}", ts="${ts}", nonce="${nonce}", mac="${mac}"` };
  const { status } = await askServer(url, { method, headers, patience, most: 0 });
  return status;
}
