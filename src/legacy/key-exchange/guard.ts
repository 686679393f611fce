import { type AddressCounter, createAddressCounter } from '../../http/address-counter.ts';
import { networkOf } from '../../http/client-network.ts';
import type { KeyExchangeLimits } from './limits.ts';
import { type Reply, refusal } from './reply.ts';

/** A network that is shut out for now. */
export interface BlockedNetwork {
  network: string;
  /** What it did too often: ask, open channels, or name wrong ids. */
  reason: 'requests' | 'channels' | 'mistakes';
  /** How long it is shut out still, ms. */
  left: number;
}

/** Keeps addresses from asking too much of the key exchange (sync11.md §3.3). Both devices of a pairing share one. */
export interface Guard {
  /** Counts a request; the refusal when there were too many, or too many mistakes. */
  refuses(address: string): Reply | undefined;
  /** Counts a new channel; the refusal when there were too many. */
  refusesChannel(address: string): Reply | undefined;
  /** Counts a wrong id or an unknown channel. */
  noteMistake(address: string): void;
  /** True when it would decide the same if it had seen nothing. */
  isIdle(): boolean;
  /** Requests refused since the start; where the guard only observes, those that would have been. */
  refused(): number;
  /** Who is shut out; where the guard only observes, who would be. Those that wait longest come first, 200 at most. */
  blocked(): BlockedNetwork[];
  /** Forgets what networks have done. @param network - As {@link Guard.blocked} or an address names it; undefined: all. */
  unblock(network: string | undefined): void;
}

/** Whom the guard watches, and what it does. */
export interface GuardOptions {
  limits: KeyExchangeLimits;
  /** True: count and tell, but refuse nobody. */
  onlyObserves: boolean;
  /** Addresses that are never counted. */
  isExempt(address: string): boolean;
  /** Tells the time in ms. */
  now(): number;
  /** Told once when an address is shut out. */
  onBlock(address: string): void;
}

/** Makes the guard. */
export function createGuard({ limits, onlyObserves, isExempt, now, onBlock }: GuardOptions): Guard {
  const counters: Record<BlockedNetwork['reason'], { counter: AddressCounter; window: number }> = {
    requests: {
      counter: createAddressCounter(limits.requests, limits.requestWindow, now),
      window: limits.requestWindow,
    },
    channels: {
      counter: createAddressCounter(limits.newChannels, limits.newChannelWindow, now),
      window: limits.newChannelWindow,
    },
    mistakes: {
      counter: createAddressCounter(limits.mistakes, limits.mistakeWindow, now),
      window: limits.mistakeWindow,
    },
  };
  const reasons = Object.keys(counters) as BlockedNetwork['reason'][];
  let refused = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;

  function refuse(window: number): Reply | undefined {
    refused += 1;
    return onlyObserves ? undefined : tooMany(window);
  }

  function take(reason: BlockedNetwork['reason'], address: string): Reply | undefined {
    if (isExempt(address)) return undefined;
    const { counter, window } = counters[reason];
    const network = networkOf(address);
    busyUntil = Math.max(busyUntil, now() + window);
    const wasSpent = counter.isSpent(network);
    if (!counter.take(network)) return refuse(window);
    if (!wasSpent && counter.isSpent(network)) onBlock(address);
    return undefined;
  }

  return {
    refuses(address) {
      const { counter, window } = counters.mistakes;
      if (counter.isSpent(networkOf(address)) && !isExempt(address)) {
        const reply = refuse(window);
        if (reply) return reply;
      }
      return take('requests', address);
    },
    refusesChannel: (address) => take('channels', address),
    noteMistake(address) {
      // A mistake of one that is shut out already is no request more.
      if (!counters.mistakes.counter.isSpent(networkOf(address))) take('mistakes', address);
    },
    isIdle: () => now() >= busyUntil,
    refused: () => refused,
    blocked: () =>
      reasons
        .flatMap((reason) => counters[reason].counter.spent().map((each) => ({ ...each, reason })))
        .sort((a, b) => b.left - a.left)
        .slice(0, 200),
    unblock(network) {
      const isSame = (each: string) => network === undefined || each === network || each === networkOf(network);
      for (const { counter } of Object.values(counters)) {
        for (const { network: each } of counter.spent()) if (isSame(each)) counter.forget(each);
      }
    },
  };
}

const tooMany = (window: number): Reply =>
  refusal(403, 'Too many requests from your network. Try again later.', { 'Retry-After': String(window / 1000) });
