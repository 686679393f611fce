import { EventEmitter } from 'node:events';

/** An emitter that could have ended the process: nobody listened to its `error`. */
export interface DeafEmitter {
  /** Its class. */
  name: string;
  /** Where it was made. */
  stack: string;
}

/** Watches the emitters that are made from now on, all in this process. */
export interface EmitterWatch {
  /** Those that were met without a listener, one of each class and place. */
  deaf(): DeafEmitter[];
  /** How many emitters were looked at. */
  seen(): number;
}

// Node gives these errors only to listeners, or they have no way to fail.
const harmless = new Set(['IncomingMessage', 'Agent']);

type Patchable = typeof EventEmitter & { init(this: EventEmitter, options?: unknown): void };

/**
 * Begins to watch. Whatever is made has until the end of the turn of the event loop to get a listener for `error`, and must
 * keep one for as long as it lives: that's when errors of connections come.
 */
export function watchEmitters(): EmitterWatch {
  // Made when first asked for, which isn't what a request does.
  void [process.stdout, process.stderr];
  const patchable = EventEmitter as Patchable;
  const { init } = patchable;
  const alive = new Map<EventEmitter, string>();
  const found = new Map<string, DeafEmitter>();
  let seen = 0;
  patchable.init = function (options) {
    init.call(this, options);
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 30;
    alive.set(this, String(new Error().stack));
    Error.stackTraceLimit = stackTraceLimit;
    seen++;
  };
  const look = () => {
    for (const [emitter, stack] of alive) {
      const { name } = emitter.constructor;
      if (harmless.has(name) || isOver(emitter)) alive.delete(emitter);
      else if (emitter.listenerCount('error') === 0) found.set(`${name} ${stack}`, { name, stack });
    }
    setImmediate(look).unref();
  };
  setImmediate(look).unref();
  return { deaf: () => [...found.values()], seen: () => seen };
}

const isOver = (emitter: EventEmitter): boolean => {
  const { destroyed, closed } = emitter as { destroyed?: boolean; closed?: boolean };
  return destroyed === true && closed !== false;
};
