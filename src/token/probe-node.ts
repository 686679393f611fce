import { callRemoteStorage } from './call-remote-storage.ts';

/** A user that nobody can be; asking for it touches nobody's data. */
const nobody = 2_147_483_647;

/**
 * Asks a node whether it is there and is ours: a Foxden under that address with the same master secret.
 *
 * @param origin - The node's public URL.
 * @param masterSecret - The newest one here.
 * @param now - ms.
 * @returns Undefined when it is; otherwise why not, and what to do, in words.
 * @throws When it can't be reached.
 */
export async function probeNode(origin: string, masterSecret: string, now: number): Promise<string | undefined> {
  const url = new URL(`${origin}/1.5/${nobody}/info/collections`);
  const call = { method: 'GET', url, node: origin, uid: nobody, purpose: 'probe', patience: 10_000 } as const;
  const status = await callRemoteStorage(call, masterSecret, now);
  if (status === 200) return undefined;
  if (status === 401) {
    return `${origin} does not take tokens that are signed here. Give it the same FOXDEN_MASTER_SECRET, the FOXDEN_PUBLIC_URL ${origin}, and a right clock.`;
  }
  return `${origin} answers ${status} where a Foxden's storage should be. Check the address, and that a Foxden runs there with it as FOXDEN_PUBLIC_URL.`;
}
