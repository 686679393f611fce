import { closeCodes } from '../crypto/pairing-channel/close-codes.ts';
import { Channel } from './channel.ts';
import type { HubLimits } from './limits.ts';

/** All open channels, by id and by the address that created them. */
export class ChannelTable {
  readonly #limits: HubLimits;
  readonly #now: () => number;
  readonly #byId = new Map<string, Channel>();
  readonly #byAddress = new Map<string, Set<Channel>>();

  constructor(limits: HubLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Channel | undefined {
    return this.#byId.get(id);
  }

  /**
   * Makes a channel, if need be in place of a half-open one of an address that has more of them.
   *
   * @returns Undefined when this address has its share or there is no room.
   */
  create(address: string): Channel | undefined {
    const own = this.#byAddress.get(address) ?? new Set();
    if (own.size >= this.#limits.channelsPerAddress) return undefined;
    if (this.size >= this.#limits.channels && !this.#makeRoom(own.size + 1)) return undefined;
    const channel = new Channel({
      address,
      limits: this.#limits,
      now: this.#now,
      onEnd: (ended) => this.#remove(ended),
    });
    this.#byId.set(channel.id, channel);
    this.#byAddress.set(address, own.add(channel));
    return channel;
  }

  expire(): void {
    for (const channel of [...this.#byId.values()]) channel.expire();
  }

  end(code: number, reason: string): void {
    for (const channel of [...this.#byId.values()]) channel.end(code, reason);
  }

  // Whoever floods holds the most half-open channels, so the flood gives way and pairings in progress never do.
  #makeRoom(fewer: number): boolean {
    let victim: Channel | undefined;
    let most = fewer;
    for (const channels of this.#byAddress.values()) {
      if (channels.size <= most) continue;
      const halfOpen = [...channels].find((channel) => channel.isHalfOpen);
      if (!halfOpen) continue;
      victim = halfOpen;
      most = channels.size;
    }
    victim?.end(closeCodes.tooMuch, 'the server had to make room');
    return victim !== undefined;
  }

  #remove(channel: Channel): void {
    this.#byId.delete(channel.id);
    const siblings = this.#byAddress.get(channel.address);
    siblings?.delete(channel);
    if (siblings?.size === 0) this.#byAddress.delete(channel.address);
  }
}
