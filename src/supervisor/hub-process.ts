import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyExchangeStats } from '../legacy/key-exchange/key-exchange.ts';
import type { Logger, LogLevel } from '../log/logger.ts';
import type { HubStats } from '../pairing/hub.ts';
import type { SupervisorMessage, WorkerMessage } from '../worker/messages.ts';
import { createBackoff } from './backoff.ts';

/** How long the hub may take to say goodbye to everybody, in milliseconds. */
const stopLimit = 5000;

/** How long nobody must have wanted it before it is ended, ms: whoever pairs one device may pair another. */
const defaultIdleLimit = 5 * 60_000;

/**
 * Keeps the pairing hub running while somebody pairs: one process beside the workers, which a rolling restart leaves alone. It
 * is started when a worker wants it and ended when it has nothing to do, since most appliances pair a few times a year.
 */
export interface HubProcess {
  /** Starts it if need be; resolves when it can be reached, or with false when Foxden ends before that. */
  want(): Promise<boolean>;
  pid(): number | undefined;
  /** From its last heartbeat; all is nought while it doesn't run, except what it has refused before. */
  stats(): HubStats;
  /** How the key exchange in it does, from its last heartbeat. */
  keyExchange(): KeyExchangeStats | undefined;
  /**
   * Lets a network in again that the key exchange has shut out; undefined: all.
   *
   * @returns How the key exchange does afterwards; undefined when the hub is away, and has forgotten everybody anyway.
   */
  unblock(network: string | undefined): Promise<KeyExchangeStats | undefined>;
  send(message: SupervisorMessage): void;
  /** Tells everybody in a pairing that the server goes away, and ends the hub. */
  stop(): Promise<void>;
  kill(): void;
}

export interface HubProcessOptions {
  /** The program that it runs. */
  program: string;
  /** Arguments of Node for it. */
  execArgv?: string[];
  log: Logger;
  level: () => LogLevel;
  onMessage(message: WorkerMessage): void;
  /** Told when the hub is gone: whoever believes that it can be reached must ask again. */
  onEnd(): void;
  idleLimit?: number;
}

/** Makes it; nothing runs before it is wanted. */
export function createHubProcess(options: HubProcessOptions): HubProcess {
  const { program, execArgv = [], log, level, onMessage, onEnd, idleLimit = defaultIdleLimit } = options;
  const backoff = createBackoff();
  let child: ChildProcess | undefined;
  let stats: HubStats = { channels: 0, sockets: 0, refused: 0 };
  let keyExchange: KeyExchangeStats | undefined;
  let unblocked: PromiseWithResolvers<KeyExchangeStats | undefined> | undefined;
  let refusedBefore = 0;
  let exited: Promise<unknown> = Promise.resolve();
  let ready = Promise.withResolvers<boolean>();
  let wasReady = false;
  let wantedAt = 0;
  let stopping = false;
  /** Since when the present one is being ended for having nothing to do. */
  let endingSince: number | undefined;
  /** A crashed one is not replaced at once. */
  let pausing = false;

  function start(): void {
    const startedAt = performance.now();
    const hub = fork(program, { execArgv });
    child = hub;
    hub.on('message', (message: WorkerMessage) => {
      if (message.type === 'ready') {
        send({ type: 'log-level', level: level() });
        wasReady = true;
        ready.resolve(true);
      }
      if (message.type === 'failed') log.error('the pairing hub could not start', { reason: message.message });
      if (message.type === 'pairing') {
        stats = { ...message.stats, refused: refusedBefore + message.stats.refused };
        if (message.isIdle && performance.now() - wantedAt >= idleLimit) endIdle();
      }
      if (message.type === 'pairing' || message.type === 'unblocked') keyExchange = message.keyExchange;
      if (message.type === 'unblocked') unblocked?.resolve(message.keyExchange);
      onMessage(message);
    });
    const { promise, resolve } = Promise.withResolvers<string>();
    hub.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
    // Other errors are about messages that a hub on its way out doesn't get any more.
    hub.on('error', (error) => {
      if (hub.pid === undefined) resolve(`it could not be started: ${error.message}`);
    });
    exited = promise;
    void promise.then((how) => ended(hub, how, performance.now() - startedAt));
  }

  function endIdle(): void {
    if (endingSince !== undefined) return;
    endingSince = performance.now();
    ready = Promise.withResolvers();
    wasReady = false;
    onEnd();
    log.debug('nobody pairs; the pairing hub ends', { hub: child?.pid });
    drain();
  }

  async function ended(hub: ChildProcess, how: string, lifetime: number): Promise<void> {
    const wasWanted = endingSince === undefined || wantedAt > endingSince;
    const crashed = endingSince === undefined;
    endingSince = undefined;
    child = undefined;
    keyExchange = undefined;
    unblocked?.resolve(undefined);
    refusedBefore = stats.refused;
    stats = { channels: 0, sockets: 0, refused: refusedBefore };
    if (stopping) return ready.resolve(false);
    if (crashed) {
      // Whoever waits for the one that has crashed waits for the next one.
      if (wasReady) ready = Promise.withResolvers();
      wasReady = false;
      onEnd();
      const pause = backoff.next(lifetime);
      log.error('the pairing hub ended; starting another', { hub: hub.pid, how, pause: Math.round(pause) });
      pausing = true;
      await sleep(pause);
      pausing = false;
    }
    if (wasWanted && !stopping && !child) start();
  }

  function send(message: SupervisorMessage): void {
    if (child?.connected) child.send(message, () => {});
  }

  const drain = () => {
    send({ type: 'drain', limits: { linger: 0, grace: 0 } });
    const leaving = child;
    const timer = setTimeout(() => leaving?.kill('SIGKILL'), stopLimit);
    void exited.then(() => clearTimeout(timer));
  };

  return {
    want() {
      wantedAt = performance.now();
      if (!stopping && !child && !pausing) start();
      return stopping ? Promise.resolve(false) : ready.promise;
    },
    pid: () => child?.pid,
    stats: () => stats,
    keyExchange: () => keyExchange,
    unblock(network) {
      if (!child?.connected) return Promise.resolve(undefined);
      unblocked = Promise.withResolvers();
      send({ type: 'unblock', network });
      return unblocked.promise;
    },
    send,
    async stop() {
      stopping = true;
      drain();
      await exited;
      ready.resolve(false);
    },
    kill() {
      stopping = true;
      child?.kill('SIGKILL');
    },
  };
}
