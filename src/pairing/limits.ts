/** What the hub puts up with. Times in milliseconds, sizes in bytes. */
export interface HubLimits {
  /** Channels in all. */
  channels: number;
  /** Open channels that one address may have created. */
  channelsPerAddress: number;
  /** Upgrades in a minute from one address. */
  upgradesPerAddress: number;
  /** Messages in the life of a channel, relayed or not; a pairing takes 10 (accounts.md §7.2). */
  messages: number;
  /** Bytes in the life of a channel; a pairing takes about 3,000. */
  bytes: number;
  /** Pings and pongs in the life of a channel: twice those that the hub itself asks both sides for. */
  controls: number;
  /** Largest frame. */
  frame: number;
  /** How long a channel may be silent. */
  idle: number;
  /** How long a channel may live; Firefox gives a pairing 15 minutes. */
  lifetime: number;
  /** Pause between two pings. */
  ping: number;
  /** How long a socket may leave pings unanswered. */
  silence: number;
}

/**
 * Limits that fit a home server. Through a flood of 10,000 channels the hub stayed below 200 MB (scripts/pairing-load.ts);
 * clients that also send all they may and read nothing could make it hold `channels * bytes` more.
 */
export const defaultLimits: HubLimits = {
  channels: 2000,
  channelsPerAddress: 20,
  upgradesPerAddress: 60,
  messages: 30,
  bytes: 128 * 1024,
  controls: 720,
  frame: 64 * 1024,
  idle: 5 * 60_000,
  lifetime: 15 * 60_000,
  ping: 5000,
  silence: 60_000,
};

/** Sockets in all: two for each channel, and some that are just being told why they can't stay. */
export const socketLimit = ({ channels }: HubLimits): number => channels * 2 + 200;
