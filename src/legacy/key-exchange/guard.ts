import { type AddressCounter, createAddressCounter } from '../../http/address-counter.ts';
import { networkOf } from '../../http/client-network.ts';
import type { KeyExchangeLimits } from './limits.ts';
import { type Reply, refusal } from './reply.ts';

/** Keeps addresses from asking too much of the key exchange (sync11.md §3.3). Both devices of a pairing share one. */
export interface Guard {
  /** Counts a request; the refusal when there were too many, or too many mistakes. */
  refuses(address: string): Reply | undefined;
  /** Counts a new channel; the refusal when there were too many. */
  refusesChannel(address: string): Reply | undefined;
  /** Counts a wrong id or an unknown channel. */
  noteMistake(address: string): void;
}

/**
 * Makes the guard.
 *
 * @param now - Tells the time in ms.
 * @param onBlock - Told once when an address is shut out.
 */
export function createGuard(limits: KeyExchangeLimits, now: () => number, onBlock: (address: string) => void): Guard {
  const requests = createAddressCounter(limits.requests, limits.requestWindow, now);
  const channels = createAddressCounter(limits.newChannels, limits.newChannelWindow, now);
  const mistakes = createAddressCounter(limits.mistakes, limits.mistakeWindow, now);
  const take = (counter: AddressCounter, address: string, window: number): Reply | undefined => {
    const network = networkOf(address);
    const wasSpent = counter.isSpent(network);
    if (counter.take(network)) {
      if (!wasSpent && counter.isSpent(network)) onBlock(address);
      return undefined;
    }
    return tooMany(window);
  };
  return {
    refuses: (address) =>
      mistakes.isSpent(networkOf(address))
        ? tooMany(limits.mistakeWindow)
        : take(requests, address, limits.requestWindow),
    refusesChannel: (address) => take(channels, address, limits.newChannelWindow),
    noteMistake: (address) => void take(mistakes, address, limits.mistakeWindow),
  };
}

const tooMany = (window: number): Reply =>
  refusal(403, 'Too many requests from your network. Try again later.', { 'Retry-After': String(window / 1000) });
