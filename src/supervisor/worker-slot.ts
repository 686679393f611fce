import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log/logger.ts';
import type { DrainLimits } from '../worker/messages.ts';
import { createBackoff } from './backoff.ts';
import type { WorkerProcess } from './worker-process.ts';

/** One place for a worker: one serves in it, and now and then a second one starts, to take over from the first. */
export interface WorkerSlot {
  /** Starts a worker, unless there is one or none may be started. */
  fill(): void;
  /**
   * Starts another worker and lets the present one leave as soon as that serves.
   *
   * @throws {WorkerStartError} When the other one can't be started; the present one goes on then.
   */
  replace(limits: DrainLimits): Promise<void>;
  /**
   * Lets the present worker leave, and starts another one when it is gone: never are both there.
   *
   * @throws {WorkerStartError} When the other one can't be started; it is tried again.
   */
  replaceInPlace(limits: DrainLimits): Promise<void>;
  worker(): WorkerProcess | undefined;
}

/** What a slot needs of its pool. */
export interface WorkerSlotOptions {
  /** Starts a worker; undefined while the pool's state allows none. */
  fork(): WorkerProcess | undefined;
  /** False while no worker may be started, and none that ends was needed any more. */
  isRunning(): boolean;
  log: Logger;
  /** Told when a worker ended without having been told to. */
  onCrash(): void;
}

/** Makes an empty slot. */
export function createWorkerSlot({ fork, isRunning, log, onCrash }: WorkerSlotOptions): WorkerSlot {
  const backoff = createBackoff();
  let worker: WorkerProcess | undefined;
  let replacement: WorkerProcess | undefined;
  let pausing = false;

  function fill(): void {
    if (worker || replacement || pausing) return;
    const started = fork();
    if (started) occupy(started);
  }

  function occupy(next: WorkerProcess): void {
    const startedAt = performance.now();
    worker = next;
    void next.exited.then((how) => {
      if (worker !== next) return;
      worker = undefined;
      if (!isRunning()) return;
      onCrash();
      const pause = backoff.next(performance.now() - startedAt);
      log.error('a worker ended; starting another', { worker: next.pid, how, pause: Math.round(pause) });
      pausing = true;
      setTimeout(() => {
        pausing = false;
        fill();
      }, pause);
    });
  }

  return {
    fill,
    async replace(limits) {
      const next = fork();
      if (!next) return;
      replacement = next;
      try {
        await next.ready;
      } catch (error) {
        replacement = undefined;
        // The present one may have ended meanwhile.
        fill();
        throw error;
      }
      replacement = undefined;
      // Whoever changed the state has told all workers to leave, this one too.
      if (!isRunning()) return;
      const old = worker;
      occupy(next);
      if (!old) return;
      // A pairing may keep it for minutes more; the next worker's turn doesn't wait for that.
      await Promise.race([old.drain(limits), sleep(limits.grace, undefined, { ref: false })]);
      log.info('worker replaced', { old: old.pid, worker: next.pid });
    },
    async replaceInPlace(limits) {
      const old = worker;
      if (!old) return;
      worker = undefined;
      pausing = true;
      await old.drain(limits);
      pausing = false;
      fill();
      const next = worker as WorkerProcess | undefined;
      await next?.ready;
      if (next) log.info('worker replaced', { old: old.pid, worker: next.pid });
    },
    worker: () => worker,
  };
}
