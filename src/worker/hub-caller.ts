import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './ipc.ts';

/** For how long the hub is believed to run once it has been said to, ms. The supervisor lets it run idle for much longer. */
const believed = 30_000;

/** How long its start may take before the request is handed over all the same, and fails, ms. */
const patience = 10_000;

/** Sees to it that the pairing hub, which runs only while somebody pairs, is there before something is handed over to it. */
export interface HubCaller {
  /** Resolves when the hub runs, or when waiting longer is no use. */
  wake(): Promise<void>;
  /** Takes what the supervisor says about the hub. */
  hear(isReady: boolean): void;
}

/** Makes the caller of one worker. */
export function createHubCaller(): HubCaller {
  let seenAt = Number.NEGATIVE_INFINITY;
  let answer: PromiseWithResolvers<void> | undefined;
  return {
    async wake() {
      if (performance.now() - seenAt < believed || !process.connected) return;
      answer ??= Promise.withResolvers();
      await tell({ type: 'hub-wanted' });
      await Promise.race([answer.promise, sleep(patience, undefined, { ref: false })]);
    },
    hear(isReady) {
      seenAt = isReady ? performance.now() : Number.NEGATIVE_INFINITY;
      if (!isReady) return;
      answer?.resolve();
      answer = undefined;
    },
  };
}
