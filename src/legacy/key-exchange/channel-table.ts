import { randomBytes } from 'node:crypto';
import { Channel } from './channel.ts';
import type { KeyExchangeLimits } from './limits.ts';

// Without 0, 1, l and o: people type it. Clients have a box for exactly four characters (sync11.md §3.2).
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';
const attempts = 100;

/** Returns true when a text could be a channel's id. */
export const isChannelId = (text: string): boolean => /^[2-9a-kmnp-z]{4}$/.test(text);

/** All open channels. */
export class ChannelTable {
  readonly #limits: KeyExchangeLimits;
  readonly #now: () => number;
  // In the order of their ends, since all live equally long.
  readonly #channels = new Map<string, Channel>();

  /** @param now - Tells the time in ms; only differences count. */
  constructor(limits: KeyExchangeLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    this.#forgetOld();
    return this.#channels.size;
  }

  /** Makes a channel; undefined when there is no room. */
  create(creator: string): Channel | undefined {
    if (this.size >= this.#limits.channels) return undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const id = Array.from(randomBytes(4), (byte) => alphabet[byte % alphabet.length]).join('');
      if (this.#channels.has(id)) continue;
      const channel = new Channel(id, creator, this.#now() + this.#limits.lifetime, this.#limits.gets);
      this.#channels.set(id, channel);
      return channel;
    }
    return undefined;
  }

  get(id: string): Channel | undefined {
    this.#forgetOld();
    return this.#channels.get(id);
  }

  remove({ id }: Channel): void {
    this.#channels.delete(id);
  }

  #forgetOld(): void {
    for (const channel of this.#channels.values()) {
      if (channel.end > this.#now()) return;
      this.#channels.delete(channel.id);
    }
  }
}
