const windowLength = 60_000;
/** Addresses remembered at a time; only a flood from more of them is counted less exactly. */
const maxAddresses = 50_000;

/** Counts upgrades by address in windows of a minute. */
export interface UpgradeRate {
  /** Counts one; false when the address has had its share. */
  take(address: string): boolean;
}

/**
 * @param limit - Upgrades in a minute from one address.
 * @param now - Tells the time in ms.
 */
export function createUpgradeRate(limit: number, now: () => number): UpgradeRate {
  let counts = new Map<string, number>();
  let windowEnd = 0;
  return {
    take(address) {
      if (now() >= windowEnd || counts.size >= maxAddresses) {
        counts = new Map();
        windowEnd = now() + windowLength;
      }
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      return count <= limit;
    },
  };
}
