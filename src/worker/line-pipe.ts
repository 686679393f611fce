import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { logLine } from '../log/log-entry.ts';

/** Number of the pipe that a worker's lines of the access log go through, among what it inherits. */
export const accessPipe = 4;

/** How long lines may wait to travel together, in milliseconds: what a worker that crashes takes along. */
const batchDelay = 50;

/** Characters that may wait while the supervisor takes nothing. */
const mostWaiting = 16 * 1024 * 1024;

/** Carries lines of text to the supervisor, many at a time. */
export interface LinePipe {
  /** @param line - Without its end. */
  add(line: string): void;
  /** Resolves when all lines have been handed over. */
  flush(): Promise<void>;
}

/** Opens the pipe to the supervisor; undefined in a process that was not given one. */
export function openLinePipe(fd = accessPipe): LinePipe | undefined {
  try {
    // A socket pair: pipes of child processes are that.
    if (!fstatSync(fd).isSocket()) return undefined;
  } catch {
    return undefined;
  }
  const pipe = new Socket({ fd, readable: false, writable: true });
  // Nobody else could write the lines either.
  pipe.on('error', () => {});
  pipe.unref();
  let waiting = '';
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  const send = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    waiting = '';
    if (text === '' && pipe.writableLength === 0) return Promise.resolve();
    return new Promise((resolve) => pipe.write(text, () => resolve()));
  };
  return {
    add(line) {
      if (waiting.length + pipe.writableLength > mostWaiting) {
        leftOut++;
      } else {
        if (leftOut > 0) waiting += `${noteOf(leftOut)}\n`;
        leftOut = 0;
        waiting += `${line}\n`;
      }
      timer ??= setTimeout(send, batchDelay);
    },
    flush: send,
  };
}

const noteOf = (count: number) =>
  logLine({ time: Date.now(), level: 'warn', stream: 'access', message: 'records left out', fields: { count } });
