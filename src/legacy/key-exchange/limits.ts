/** What the key exchange puts up with. Times in milliseconds, sizes in bytes. */
export interface KeyExchangeLimits {
  /** Channels in all. */
  channels: number;
  /** How long a channel lives, whatever happens in it. */
  lifetime: number;
  /** Answers with content that a channel gives; a pairing takes exactly as many. */
  gets: number;
  /** Largest message; the largest of a pairing has about 3,400. */
  body: number;
  /** Requests of one network in `requestWindow`. */
  requests: number;
  requestWindow: number;
  /** New channels of one network in `newChannelWindow`. */
  newChannels: number;
  newChannelWindow: number;
  /** Wrong ids and unknown channels of one network in `mistakeWindow`; beyond it is refused until the window ends. */
  mistakes: number;
  mistakeWindow: number;
}

/**
 * Limits that let two pairings go on at a time behind one address, each of whose two devices asks once a second for five
 * minutes, and let a guesser of channel ids try a few of the million (sync11.md §3.2, §3.3).
 */
export const keyExchangeLimits: KeyExchangeLimits = {
  channels: 2000,
  lifetime: 300_000,
  gets: 6,
  body: 16_384,
  requests: 1500,
  requestWindow: 300_000,
  newChannels: 20,
  newChannelWindow: 600_000,
  mistakes: 30,
  mistakeWindow: 3_600_000,
};
