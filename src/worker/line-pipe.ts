import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { logLine } from '../log/log-entry.ts';

/** Number of the pipe that a worker's lines of the access log go through, among what it inherits. */
export const accessPipe = 4;

/** How long lines may wait to travel together, in milliseconds: what a worker that crashes takes along. */
const batchDelay = 200;

/** Bytes that may wait while the supervisor takes nothing. */
const mostWaiting = 16 * 1024 * 1024;

/** Bytes of lines that are written at once. */
const size = 64 * 1024;

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
  // As bytes: lines that wait as text are put together of many parts, all of which every collection of garbage would move.
  let waiting = Buffer.alloc(0);
  let used = 0;
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  const close = () => {
    if (used > 0) pipe.write(waiting.subarray(0, used));
    waiting = waiting.subarray(used);
    used = 0;
  };
  const send = (written?: () => void): void => {
    clearTimeout(timer);
    timer = undefined;
    close();
    if (written) pipe.write(nothing, written);
    // All at once, so that the supervisor wakes up once.
    pipe.uncork();
  };
  const append = (line: string) => {
    // A character has at most three bytes.
    const most = line.length * 3 + 1;
    if (most > waiting.length - used) {
      close();
      waiting = Buffer.allocUnsafeSlow(Math.max(size, most));
    }
    used += waiting.write(line, used);
    waiting[used++] = lineEnd;
  };
  return {
    add(line) {
      if (pipe.writableLength > mostWaiting) {
        leftOut++;
      } else {
        if (leftOut > 0) append(noteOf(leftOut));
        leftOut = 0;
        append(line);
      }
      if (timer) return;
      pipe.cork();
      timer = setTimeout(send, batchDelay);
    },
    flush: () => new Promise((resolve) => send(resolve)),
  };
}

const lineEnd = 10;
const nothing = Buffer.alloc(0);

const noteOf = (count: number) =>
  logLine({ time: Date.now(), level: 'warn', stream: 'access', message: 'records left out', fields: { count } });
