import { failureFields } from '../failures/failure-fields.ts';
import type { Logger } from '../log/logger.ts';

/** So many errors within so long (ms) are no accident, or come of telling them. */
const most = 20;
const period = 60_000;

/**
 * Lets the supervisor go on when something throws that nothing catches: what it holds is in the database and in its slots, while
 * its end would take workers along that serve well. It ends, for whoever watches it to start it anew, when such errors don't
 * stop, and in order when nobody reads any more what it says.
 *
 * @returns What ends this.
 */
export function outlastUncaught(log: Logger): () => void {
  let times: number[] = [];
  const outlast = (error: unknown) => {
    const now = performance.now();
    times = [...times.filter((time) => now - time < period), now];
    if (times.length > most) {
      process.stderr.write(`Foxden ends because of errors that nothing catches: ${(error as Error)?.stack ?? error}\n`);
      process.exit(70);
    }
    log.error('nothing caught an error of the supervisor, which goes on', failureFields(error));
  };
  // Where the log goes: an error of it can't be told there.
  const onLostOutput = ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.kill(process.pid, 'SIGTERM');
  };
  const outputs = [process.stdout, process.stderr];
  process.on('uncaughtException', outlast);
  for (const output of outputs) {
    output.once('error', onLostOutput);
    if (!output.listeners('error').includes(ignore)) output.on('error', ignore);
  }
  return () => {
    process.off('uncaughtException', outlast);
    for (const output of outputs) output.off('error', onLostOutput);
  };
}

// Stays to the end: the last words may be lost, too.
const ignore = () => {};
