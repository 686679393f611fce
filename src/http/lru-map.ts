/**
 * A map that forgets what was not used for long when it grows over its bound. It has two halves: what is used moves to the
 * newer one, and when that is full the older one is forgotten. To move an entry at every use would cost more than to find it.
 */
export class LruMap<K, V> {
  readonly #half: number;
  #newer = new Map<K, V>();
  #older = new Map<K, V>();

  /** @param bound - Most entries that are kept; what was used within the last half of them is. */
  constructor(bound: number) {
    this.#half = Math.ceil(bound / 2);
  }

  get(key: K): V | undefined {
    const value = this.#newer.get(key);
    if (value !== undefined) return value;
    const old = this.#older.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    this.#newer.set(key, value);
    if (this.#newer.size < this.#half) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }
}
