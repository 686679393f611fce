/** Addresses remembered at a time; only a flood from more of them is counted less exactly. */
const maxAddresses = 50_000;

/** Counts events by client network, each in a window that begins with the first of them. Kept in memory. */
export interface AddressCounter {
  /** Counts one; false when the network has had its share. */
  take(network: string): boolean;
  /** True when the next one would be too many. */
  isSpent(network: string): boolean;
  /** The networks that have had their share, with the time that is left of their windows, ms. */
  spent(): { network: string; left: number }[];
  /** Lets a network begin anew. */
  forget(network: string): void;
}

/**
 * @param limit - Events within a window.
 * @param length - Of a window, ms.
 * @param now - Tells the time in ms.
 */
export function createAddressCounter(limit: number, length: number, now: () => number): AddressCounter {
  // In the order of their ends, since all windows are of one length.
  const windows = new Map<string, { count: number; end: number }>();

  function forgetOld(): void {
    for (const [network, { end }] of windows) {
      if (end > now() && windows.size < maxAddresses) return;
      windows.delete(network);
    }
  }

  return {
    take(network) {
      forgetOld();
      const window = windows.get(network) ?? { count: 0, end: now() + length };
      window.count += 1;
      windows.set(network, window);
      return window.count <= limit;
    },
    isSpent(network) {
      forgetOld();
      return (windows.get(network)?.count ?? 0) >= limit;
    },
    spent() {
      forgetOld();
      return [...windows]
        .filter(([, { count }]) => count >= limit)
        .map(([network, { end }]) => ({ network, left: end - now() }));
    },
    forget(network) {
      windows.delete(network);
    },
  };
}
