import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where a script runs: in a page, or with the rights of Firefox's own code. */
export type ScriptContext = 'content' | 'chrome';

/** Remote control that every Firefox since 2012 has: length-prefixed JSON over TCP, one command after the other. */
export interface Marionette {
  /** Sends one command and returns its result. @throws {Error} With Firefox's own words. */
  send<Result>(command: string, parameters?: object): Promise<Result>;
  /** Runs a function in Firefox. Argument and result are JSON; a page's elements are given back as references. */
  run<Result, Argument>(
    context: ScriptContext,
    work: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  close(): void;
}

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
}

/**
 * Connects to a Firefox that is being started.
 *
 * @param isRunning - False once it has ended, so that nobody waits for it.
 * @throws {Error} When it does not listen within five minutes.
 */
export async function connectMarionette(port: number, isRunning: () => boolean): Promise<Marionette> {
  const socket = await reach(port, isRunning);
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  receive(socket, (message) => {
    // The first one is a greeting.
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message as [number, number, { message: string } | null, { value?: never }];
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(new Error(error.message));
    else one?.resolve(result as never);
  });
  socket.on('close', () => {
    for (const one of waiting.values()) one.reject(new Error('Firefox has ended'));
    waiting.clear();
  });

  const send = <Result>(command: string, parameters: object = {}): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });

  // The context belongs to the whole session, so two scripts must not run at once.
  let last: Promise<unknown> = Promise.resolve();
  await send('WebDriver:NewSession', { capabilities: {} });
  return {
    send,
    close: () => socket.destroy(),
    run<Result, Argument>(
      context: ScriptContext,
      work: (argument: Argument) => Result | Promise<Result>,
      argument?: Argument,
    ) {
      const next = last.then(async () => {
        await send('Marionette:SetContext', { value: context });
        const script = `const [argument, done] = arguments;
          Promise.resolve().then(() => (${work})(argument)).then((value) => done({ value: value ?? null }),
            (error) => done({ error: String(error) + ' ' + (error?.stack ?? '') }));`;
        const { value } = await send<{ value: { value: Result } | { error: string } }>('WebDriver:ExecuteAsyncScript', {
          script,
          args: [argument ?? null],
          scriptTimeout: 300_000,
        });
        if ('error' in value) throw new Error(value.error);
        return value.value;
      });
      last = next.catch(() => {});
      return next;
    },
  };
}

async function reach(port: number, isRunning: () => boolean): Promise<Socket> {
  for (let tries = 0; tries < 1500 && isRunning(); tries++) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      socket.destroy();
      await sleep(200);
    }
  }
  throw new Error('Firefox does not let itself be controlled');
}

// Each message is its length in bytes, a colon, and that many bytes of JSON.
function receive(socket: Socket, take: (message: unknown) => void): void {
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let colon = bytes.indexOf(':'); colon > 0; colon = bytes.indexOf(':')) {
      const end = colon + 1 + Number(bytes.subarray(0, colon).toString());
      if (bytes.length < end) return;
      take(JSON.parse(bytes.subarray(colon + 1, end).toString()));
      bytes = bytes.subarray(end);
    }
  });
}
