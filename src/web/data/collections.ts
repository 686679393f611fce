import type { OpenRecord } from '../sync-client/records.ts';
import type { CollectionInfo } from '../sync-client/sync-client.ts';
import type { Vault } from '../vault/vault.ts';

/** A collection that was read. */
export interface ReadCollection {
  records: OpenRecord[];
  /** To write with. */
  stamp: string;
}

/** What was read of somebody's data so far, so that it is read once. */
export class Collections {
  readonly vault: Vault;
  readonly #read = new Map<string, Promise<ReadCollection>>();
  #list: Promise<CollectionInfo[]> | undefined;

  constructor(vault: Vault) {
    this.vault = vault;
  }

  /** Every collection of the account. */
  list(): Promise<CollectionInfo[]> {
    this.#list ??= this.vault.client.collections();
    return this.#list;
  }

  /** Records of a collection; `onProgress` is called with how many there are so far. */
  read(name: string, onProgress: (count: number) => void = () => {}): Promise<ReadCollection> {
    const known = this.#read.get(name);
    if (known) return known;
    const records: OpenRecord[] = [];
    const reading = this.vault.client
      .read(name, ({ records: some, isNew }) => {
        if (isNew) records.length = 0;
        for (const record of some) records.push(record);
        onProgress(records.length);
      })
      .then((stamp) => ({ records, stamp }));
    this.#read.set(name, reading);
    // What went wrong may go well the next time.
    reading.catch(() => this.#read.delete(name));
    return reading;
  }

  /** Forgets what was read, after a write. */
  forget(name: string): void {
    this.#read.delete(name);
    this.#list = undefined;
  }
}
