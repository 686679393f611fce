import { createHmac, randomBytes } from 'node:crypto';
import { LruMap } from '../../http/lru-map.ts';

/** What is remembered of credentials that were checked. Times are ms. */
export interface Remembered {
  /** Whose they are, or would be. */
  name: string;
  uid: number;
  /** Bytes that the user may store; null: any number. */
  quotaBytes: number | null;
  isRight: boolean;
  /** Number of revocations that held when they were checked. */
  generation: number;
  until: number;
}

const most = 10_000;

/**
 * Remembers for some minutes which credentials were right and which were not, so that a password is stretched once and not at
 * every request. What is kept is an HMAC under a key that dies with the process, never the password.
 */
export class RememberedPasswords {
  readonly #key = randomBytes(32);
  readonly #entries = new LruMap<string, Remembered>(most);

  /** The name under which an Authorization header is remembered. */
  tagOf(header: string): string {
    return createHmac('sha256', this.#key).update(header).digest('latin1');
  }

  get(tag: string): Remembered | undefined {
    return this.#entries.get(tag);
  }

  set(tag: string, entry: Remembered): void {
    this.#entries.set(tag, entry);
  }
}
