import { fromHex, toBase64 } from '../../src/crypto/client/bytes.ts';
import { rootKeys, sealPayload } from '../../src/crypto/client/sync-keys.ts';
import { type Change, SyncClient } from '../../src/web/sync-client/sync-client.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import type { Person } from './sign-in.ts';

/** An account with data that no browser had to upload. */
export interface StoredPerson {
  sessionToken: string;
  /** In hex. */
  kB: string;
  /** Keys of `crypto/keys`, as they are sealed there: base64. */
  syncKeys: string[];
  /** Adds records to a collection, sealed as a Firefox does it. */
  write(collection: string, changes: readonly Change[]): Promise<void>;
}

// Less than a server takes in one batch.
const portion = 5000;

/** Makes an account with keys of its own. */
export async function createStoredPerson(url: string, { email, password }: Person): Promise<StoredPerson> {
  const accounts = new FxaClient(url);
  const { kB, sessionToken } = await accounts.signUp(email, password);
  const auth = { scheme: 'bearer', kind: 'sessionToken', token: sessionToken } as const;
  const open = () =>
    SyncClient.open({ origin: url, authorization: accounts.authorization(auth, 'GET', '/'), kB: fromHex(kB) });
  const syncKeys = [0, 1].map(() => toBase64(crypto.getRandomValues(new Uint8Array(32))));
  const stored = { default: syncKeys, collections: {}, collection: 'crypto', id: 'keys' };
  const payload = await sealPayload((await rootKeys(fromHex(kB))).bundle, JSON.stringify(stored));
  await (await open()).storage.request('PUT', '/storage/crypto/keys', { body: JSON.stringify({ payload }) });
  const client = await open();
  return {
    sessionToken,
    kB,
    syncKeys,
    async write(collection, changes) {
      let stamp = String((await client.storage.stamps())[collection] ?? 0);
      for (let start = 0; start < changes.length; start += portion) {
        stamp = await client.write(collection, changes.slice(start, start + portion), stamp);
      }
    },
  };
}
