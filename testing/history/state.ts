/** What one user's storage holds, as clients see it. Stamps are centiseconds. */
export interface State {
  /** Of the last write. */
  readonly modified: number;
  readonly collections: ReadonlyMap<string, Collection>;
}

/** A collection; it stays when its records go. */
export interface Collection {
  readonly modified: number;
  readonly records: ReadonlyMap<string, { readonly payload: string; readonly modified: number }>;
}

/** What a write does to the storage, which is given the write's stamp. */
export type Change = (state: State, stamp: number) => State;

export const nothing: State = { modified: 0, collections: new Map() };

/** Writes records, all or none of them. */
export const write =
  (collection: string, records: { id: string; payload: string }[]): Change =>
  (state, stamp) => {
    const all = new Map(state.collections.get(collection)?.records);
    for (const { id, payload } of records) all.set(id, { payload, modified: stamp });
    return changed(state, stamp, collection, all);
  };

/** Removes records; a collection that doesn't exist isn't made. */
export const remove =
  (collection: string, ids: string[]): Change =>
  (state, stamp) => {
    const before = state.collections.get(collection);
    if (!before) return { ...state, modified: stamp };
    const all = new Map(before.records);
    for (const id of ids) all.delete(id);
    return changed(state, stamp, collection, all);
  };

export const removeCollection =
  (collection: string): Change =>
  (state, stamp) => {
    const collections = new Map(state.collections);
    collections.delete(collection);
    return { modified: stamp, collections };
  };

export const removeEverything: Change = (_state, stamp) => ({ ...nothing, modified: stamp });

function changed(state: State, stamp: number, collection: string, records: Collection['records']): State {
  return { modified: stamp, collections: new Map(state.collections).set(collection, { modified: stamp, records }) };
}
