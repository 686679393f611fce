/** Upper bounds of the durations that are told apart, seconds; what takes longer is counted behind the last. */
export const durationBounds = [0.002, 0.01, 0.05, 0.2, 1, 5, 20];

/** What is measured at a moment, not counted. */
export interface ActivityGauges {
  /** Accounts that used the server within the hour before. */
  usersOfHour: number;
  /** The same within the day before. */
  usersOfDay: number;
  databaseBytes: number;
  /** What all users together store, by collection. */
  collections: Record<string, number>;
}

/** What happened within some time. */
export interface ActivitySample {
  /** Answered requests by method and route, and by status. */
  requests: Record<string, Record<string, number>>;
  /** Of how many of them the answer took how long, by {@link durationBounds}. */
  durations: number[];
  /** Bytes sent in answers. */
  bytesSent: number;
  gauges?: ActivityGauges;
}

/** Nothing has happened. */
export const noActivity = (): ActivitySample => ({
  requests: {},
  durations: Array<number>(durationBounds.length + 1).fill(0),
  bytesSent: 0,
});

/** Puts two times together; what was measured later counts. */
export function joinActivity(before: ActivitySample, after: ActivitySample): ActivitySample {
  const requests = structuredClone(before.requests);
  for (const [route, counts] of Object.entries(after.requests)) {
    const known = requests[route] ?? {};
    for (const [status, count] of Object.entries(counts)) known[status] = (known[status] ?? 0) + count;
    requests[route] = known;
  }
  return {
    requests,
    durations: before.durations.map((count, i) => count + (after.durations[i] ?? 0)),
    bytesSent: before.bytesSent + after.bytesSent,
    gauges: after.gauges ?? before.gauges,
  };
}

/**
 * Estimates the duration that a share of the requests kept below.
 *
 * @param share - 0 to 1.
 * @returns Seconds; null when there were none.
 */
export function quantile(durations: number[], share: number): number | null {
  const all = durations.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let passed = 0;
  for (const [i, count] of durations.entries()) {
    const wanted = share * all - passed;
    if (count > 0 && wanted <= count) {
      const from = durationBounds[i - 1] ?? 0;
      // Nothing is known of what took longer than the last bound.
      return i === durationBounds.length ? from : from + (durationBounds[i]! - from) * (wanted / count);
    }
    passed += count;
  }
  return durationBounds.at(-1)!;
}
