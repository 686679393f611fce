/** How many reads may be sent while they are read, in each process, and how long they may take. Times are ms. */
export interface DownloadLimits {
  /** Reads under way at once: each holds a connection and a snapshot. */
  slots: number;
  /** Of those, for one user. */
  slotsPerUser: number;
  /** Reads that wait for a slot. */
  waiting: number;
  /** Of those, for one user. */
  waitingPerUser: number;
  /** How long a read waits for a slot. */
  patience: number;
  /** How long a client may take nothing of its answer. */
  stall: number;
  /** How long the whole answer may take. */
  total: number;
}

/** What holds unless a test says otherwise. A person's devices seldom download at the same time. */
export const downloadLimits: DownloadLimits = {
  slots: 8,
  slotsPerUser: 2,
  waiting: 64,
  waitingPerUser: 6,
  patience: 10_000,
  stall: 30_000,
  total: 300_000,
};
