/** A record as the model keeps it. */
export interface ModelBso {
  payload: string;
  sortindex: number | null;
  modified: number;
  isExpired: boolean;
}

/** A record as a client sends it. `ttl` is 0 or long. */
export interface ModelInput {
  id: string;
  payload?: string;
  sortindex?: number;
  ttl?: 0 | 1000;
}

interface ModelCollection {
  modified: number;
  bsos: Map<string, ModelBso>;
}

/**
 * One user's storage in memory: what sync15.md §9 to §13 say, in the plainest way. Stamps are seconds, as told by the
 * server under test; the model only demands that they rise.
 */
export class StorageModel {
  storageModified = 0;
  readonly collections = new Map<string, ModelCollection>();
  readonly batches = new Map<string, { collection: string; items: Map<string, ModelInput> }>();

  modifiedOf = (collection: string): number => this.collections.get(collection)?.modified ?? 0;

  live(collection: string, id: string): ModelBso | undefined {
    const bso = this.collections.get(collection)?.bsos.get(id);
    return bso?.isExpired ? undefined : bso;
  }

  /** Writes records with one stamp. `touchAll`: as a batch does, also those that get nothing but a ttl are modified. */
  write(collection: string, inputs: Iterable<ModelInput>, stamp: number, touchAll = false): void {
    const target = this.collections.get(collection) ?? { modified: 0, bsos: new Map() };
    this.collections.set(collection, target);
    for (const { id, payload, sortindex, ttl } of inputs) {
      const old = this.live(collection, id);
      const changes = payload !== undefined || sortindex !== undefined || old === undefined || touchAll;
      target.bsos.set(id, {
        payload: payload ?? old?.payload ?? '',
        sortindex: sortindex ?? old?.sortindex ?? null,
        modified: changes ? stamp : old.modified,
        isExpired: ttl === 0,
      });
    }
    this.#stamp(stamp, target);
  }

  remove(collection: string, ids: string[], stamp: number): void {
    const target = this.collections.get(collection);
    for (const id of ids) target?.bsos.delete(id);
    this.#stamp(stamp, target);
  }

  removeCollection(collection: string, stamp: number): void {
    this.collections.delete(collection);
    for (const [id, batch] of this.batches) if (batch.collection === collection) this.batches.delete(id);
    this.#stamp(stamp);
  }

  removeAll(stamp: number): void {
    this.collections.clear();
    this.batches.clear();
    this.#stamp(stamp);
  }

  append(batch: string, inputs: ModelInput[]): void {
    const { items } = this.batches.get(batch)!;
    for (const input of inputs) items.set(input.id, { ...items.get(input.id), ...input });
  }

  commit(batch: string, inputs: ModelInput[], stamp: number): void {
    this.append(batch, inputs);
    const { collection, items } = this.batches.get(batch)!;
    this.write(collection, items.values(), stamp, true);
    this.batches.delete(batch);
  }

  /** What info/collections shall tell. */
  stamps = (): Record<string, number> =>
    Object.fromEntries([...this.collections].map(([name, { modified }]) => [name, modified]));

  /** What a full read, newest first, shall give. */
  read(collection: string): object[] {
    return [...(this.collections.get(collection)?.bsos ?? [])]
      .filter(([, bso]) => !bso.isExpired)
      .map(([id, { payload, sortindex, modified }]) => ({
        id,
        modified,
        payload,
        ...(sortindex !== null && { sortindex }),
      }))
      .sort((a, b) => b.modified - a.modified || (a.id < b.id ? 1 : -1));
  }

  #stamp(stamp: number, collection?: ModelCollection): void {
    if (!(stamp > this.storageModified)) throw new Error(`stamp ${stamp} after ${this.storageModified}`);
    this.storageModified = stamp;
    if (collection) collection.modified = stamp;
  }
}
