/** A map that forgets what was not used for longest when it grows over its bound. */
export class LruMap<K, V> {
  readonly #bound: number;
  readonly #entries = new Map<K, V>();

  /** @param bound - Most entries that are kept. */
  constructor(bound: number) {
    this.#bound = bound;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#bound) this.#entries.delete(this.#entries.keys().next().value as K);
  }
}
