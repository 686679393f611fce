/** A point in time as sync storage counts it, old and new: integer centiseconds since the epoch (sync15.md §4). */
export type Stamp = number;

// The largest number of seconds whose centiseconds are still exact.
const maxSeconds = Math.floor(Number.MAX_SAFE_INTEGER / 100) - 1;

/**
 * Writes a stamp as clients expect it in headers and JSON: seconds with exactly two decimals.
 *
 * @returns Such as `1757000000.10`; zero is `0.00`.
 */
export function formatStamp(stamp: Stamp): string {
  const seconds = Math.trunc(stamp / 100);
  const rest = stamp - seconds * 100;
  return rest < 10 ? `${seconds}.0${rest}` : `${seconds}.${rest}`;
}

/**
 * Reads a timestamp of a header or query parameter. Decimals after the second are cut, not rounded.
 *
 * @param text - Non-negative decimal number of seconds, without sign or exponent.
 * @returns The stamp, or undefined when it is no such number.
 */
export function parseStamp(text: string): Stamp | undefined {
  const match = /^(\d{1,16})(?:\.(\d*))?$/.exec(text);
  if (!match) return undefined;
  const seconds = Number(match[1]);
  if (seconds > maxSeconds) return undefined;
  return seconds * 100 + Number((match[2] ?? '').slice(0, 2).padEnd(2, '0'));
}

/** The stamp of a time in milliseconds. */
export const stampOf = (milliseconds: number): Stamp => Math.floor(milliseconds / 10);
