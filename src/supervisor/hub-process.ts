import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyExchangeStats } from '../legacy/key-exchange/key-exchange.ts';
import type { Logger, LogLevel } from '../log/logger.ts';
import type { HubStats } from '../pairing/hub.ts';
import type { SupervisorMessage, WorkerMessage } from '../worker/messages.ts';
import { createBackoff } from './backoff.ts';

/** How long the hub may take to say goodbye to everybody, in milliseconds. */
const stopLimit = 5000;

/** Keeps the pairing hub running: one process beside the workers, which a rolling restart leaves alone. */
export interface HubProcess {
  /** Starts it. Foxden serves without it until it is ready, so nobody waits. */
  start(): void;
  pid(): number | undefined;
  /** From its last heartbeat. */
  stats(): HubStats | undefined;
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
  log: Logger;
  level: () => LogLevel;
  onMessage(message: WorkerMessage): void;
}

/** Makes it; nothing runs before `start`. */
export function createHubProcess({ program, log, level, onMessage }: HubProcessOptions): HubProcess {
  const backoff = createBackoff();
  let child: ChildProcess | undefined;
  let stats: HubStats | undefined;
  let keyExchange: KeyExchangeStats | undefined;
  let unblocked: PromiseWithResolvers<KeyExchangeStats | undefined> | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let stopping = false;

  function start(): void {
    const startedAt = performance.now();
    const hub = fork(program, { execArgv: [] });
    child = hub;
    hub.on('message', (message: WorkerMessage) => {
      if (message.type === 'ready') send({ type: 'log-level', level: level() });
      if (message.type === 'failed') log.error('the pairing hub could not start', { reason: message.message });
      if (message.type === 'pairing') stats = message.stats;
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
    void promise.then((how) => startAgain(hub, how, performance.now() - startedAt));
  }

  async function startAgain(hub: ChildProcess, how: string, lifetime: number): Promise<void> {
    stats = undefined;
    keyExchange = undefined;
    unblocked?.resolve(undefined);
    if (stopping) return;
    const pause = backoff.next(lifetime);
    log.error('the pairing hub ended; starting another', { hub: hub.pid, how, pause: Math.round(pause) });
    await sleep(pause);
    if (!stopping) start();
  }

  function send(message: SupervisorMessage): void {
    if (child?.connected) child.send(message, () => {});
  }

  return {
    start,
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
      send({ type: 'drain', limits: { linger: 0, grace: 0 } });
      const timer = setTimeout(() => child?.kill('SIGKILL'), stopLimit);
      await exited;
      clearTimeout(timer);
    },
    kill() {
      stopping = true;
      child?.kill('SIGKILL');
    },
  };
}
