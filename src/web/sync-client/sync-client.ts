import type { Bytes } from '../../crypto/client/bytes.ts';
import { sealPage } from '../../crypto/client/send-tab.ts';
import { type RootKeys, rootKeys, type SyncKeyBundle, sealPayload } from '../../crypto/client/sync-keys.ts';
import { OtherKeysError } from './errors.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { openRecord, type SealedRecord } from './open-record.ts';
import type { OpenRecord } from './records.ts';
import { type Bso, type OutgoingBso, Storage } from './storage.ts';
import { fetchStorageToken } from './storage-token.ts';
import type { OpenVersion, VersionsState } from './versions.ts';

/** A collection at a glance. */
export interface CollectionInfo {
  name: string;
  records: number;
  /** Last change, ms. */
  modified: number;
}

/** What a client needs to begin. */
export interface Opening {
  /** Of this server. */
  origin: string;
  /** Header that proves the session (accounts.md §3.3). */
  authorization: string;
  /** 32 bytes. */
  kB: Bytes;
}

/** A record to be written; `clear` is what will be sealed. */
export interface Change {
  id: string;
  clear: object;
  sortindex?: number;
  /** Seconds; absent: for good. */
  ttl?: number;
}

// Its records are for the server to read, too (sync15.md §9).
const unsealed = ['meta'];
const portion = 100;

/** A Sync client: reads and writes one account's records in clear. Keys are in its memory only, and can't be read out. */
export class SyncClient {
  readonly storage: Storage;
  readonly #root: RootKeys;
  /** The newest first; older ones open what was sealed before `crypto/keys` was made anew. */
  readonly #keyrings: Keyring[] = [];

  private constructor(storage: Storage, root: RootKeys) {
    this.storage = storage;
    this.#root = root;
  }

  /**
   * Opens the account's storage.
   *
   * @throws {OtherKeysError} When `crypto/keys` doesn't open with this kB.
   * @throws {ApiError} What the server answers.
   */
  static async open({ origin, authorization, kB }: Opening): Promise<SyncClient> {
    const root = await rootKeys(kB);
    const client = new SyncClient(new Storage(() => fetchStorageToken(origin, authorization, root)), root);
    const keys = await client.storage.record('crypto', 'keys');
    if (keys && !(await client.addKeyring(keys.payload))) throw new OtherKeysError();
    return client;
  }

  /** Takes keys that were in use once; what they don't open tells nothing. */
  async addKeyring(payload: string): Promise<boolean> {
    try {
      this.#keyrings.push(await openKeyring(this.#root.bundle, payload));
      return true;
    } catch {
      return false;
    }
  }

  /** Whether any browser has uploaded something yet. */
  get hasKeys(): boolean {
    return this.#keyrings.length > 0;
  }

  /** Every collection, also those that are empty. */
  async collections(): Promise<CollectionInfo[]> {
    const [stamps, counts] = await Promise.all([this.storage.stamps(), this.storage.counts()]);
    return Object.entries(stamps).map(([name, stamp]) => ({
      name,
      records: counts[name] ?? 0,
      modified: Math.round(stamp * 1000),
    }));
  }

  /**
   * Reads and opens a collection.
   *
   * @param onRecords - Given the records in portions; `isNew`: forget those before.
   * @returns Stamp to write with.
   */
  read(collection: string, onRecords: (records: OpenRecord[], isNew: boolean) => void): Promise<string> {
    let isNew = true;
    const onPage = async (page: Bso[]) => {
      onRecords(await this.open(collection, page), isNew);
      isNew = false;
    };
    return this.storage.read(collection, onPage, () => {
      isNew = true;
    });
  }

  /** What the server keeps of what was written over; `on` begins or ends that. */
  versionsState(on?: boolean): Promise<VersionsState> {
    return this.storage.versionsState(on);
  }

  /** Reads and opens what records of a collection were before, also with keys that were in use then. */
  async readVersions(collection: string, onVersions: (versions: OpenVersion[]) => void): Promise<void> {
    await this.storage.versions('crypto', async (page) => {
      for (const { payload } of page) await this.addKeyring(payload);
    });
    await this.storage.versions(collection, async (page) => {
      const opened = await this.open(collection, page);
      onVersions(
        opened.map((record, i) => {
          const { replaced, deviceId } = page[i]!;
          return { ...record, replaced: Math.round(replaced * 1000), device: deviceId };
        }),
      );
    });
  }

  /** Opens records of a collection, with the keys of now or of before. */
  open(collection: string, sealed: readonly SealedRecord[]): Promise<OpenRecord[]> {
    const bundles = this.#bundles(collection);
    return Promise.all(sealed.map((record) => openRecord(bundles, record)));
  }

  #bundles(collection: string): SyncKeyBundle[] | null {
    if (unsealed.includes(collection)) return null;
    if (collection === 'crypto') return [this.#root.bundle];
    return this.#keyrings.map((keyring) => keyring.of(collection));
  }

  /**
   * Seals and writes records, all at once or not at all.
   *
   * @param since - Stamp of the collection that the changes are based on.
   * @param onSent - Hears how many are on the server so far; none of them counts before the end.
   * @returns New stamp.
   * @throws {ChangedMeanwhileError} When the collection has changed since.
   */
  async write(
    collection: string,
    changes: readonly Change[],
    since: string,
    onSent?: (count: number) => void,
  ): Promise<string> {
    const [keyring] = this.#keyrings;
    if (!keyring) throw new OtherKeysError();
    return this.storage.write(collection, sealAll(keyring.of(collection), changes), since, onSent);
  }

  /**
   * Encrypts a page's address to a device (accounts.md §6.5).
   *
   * @param deviceKeys - What the device advertises for the command.
   */
  sealPage(deviceKeys: string, page: { url: string; title: string }): Promise<{ encrypted: string }> {
    return sealPage(this.#root, deviceKeys, page);
  }
}

// Some at a time: however many there are, few of them are in memory sealed.
async function* sealAll(bundle: SyncKeyBundle, changes: readonly Change[]): AsyncGenerator<OutgoingBso> {
  for (let start = 0; start < changes.length; start += portion) {
    const sealing = changes.slice(start, start + portion).map(async ({ id, clear, sortindex, ttl }) => ({
      id,
      payload: await sealPayload(bundle, JSON.stringify({ ...clear, id })),
      ...(sortindex !== undefined && { sortindex }),
      ...(ttl !== undefined && { ttl }),
    }));
    yield* await Promise.all(sealing);
  }
}
