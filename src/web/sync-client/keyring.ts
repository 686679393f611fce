import { fromBase64 } from '../../crypto/client/bytes.ts';
import { importSyncKeys, openPayload, type SyncKeyBundle } from '../../crypto/client/sync-keys.ts';

/** The keys of the collections, as `crypto/keys` holds them: one for all, and some collections' own. */
export interface Keyring {
  of(collection: string): SyncKeyBundle;
}

interface StoredKeys {
  default: [string, string];
  collections?: Record<string, [string, string]>;
}

/**
 * Opens the payload of `crypto/keys`.
 *
 * @param root - Bundle from kB.
 * @throws {SealBrokenError} When another kB sealed it.
 */
export async function openKeyring(root: SyncKeyBundle, payload: string): Promise<Keyring> {
  const stored = JSON.parse(await openPayload(root, payload)) as StoredKeys;
  const general = await importPair(stored.default);
  const own = new Map<string, SyncKeyBundle>();
  for (const [name, pair] of Object.entries(stored.collections ?? {})) own.set(name, await importPair(pair));
  return { of: (collection) => own.get(collection) ?? general };
}

function importPair([encryption, hmac]: [string, string]): Promise<SyncKeyBundle> {
  const bytes = new Uint8Array(64);
  bytes.set(fromBase64(encryption));
  bytes.set(fromBase64(hmac), 32);
  return importSyncKeys(bytes);
}
