import { everySoOften, type Progress, percent, progressInWords, type TellProgress } from './progress.ts';

/** Pause between two lines where nobody can see a bar move, and between two changes of a bar; ms. */
const pauses = { line: 5000, bar: 100 };

const barLength = 30;

/**
 * Does long work and shows how far it is: a bar on a terminal; elsewhere a line every five seconds, so that quick work says nothing.
 *
 * @param work - Called with what is to be told of the progress.
 * @param output - Where it is shown; not where the result goes.
 */
export async function withProgress<T>(
  work: (tell: TellProgress) => Promise<T>,
  output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  now?: () => number,
): Promise<T> {
  if (!output.isTTY) {
    const line: TellProgress = (progress) => output.write(`${progressInWords(progress)}\n`);
    return work(everySoOften(line, pauses.line, now));
  }
  let shown: Progress | undefined;
  const draw: TellProgress = (progress) => {
    shown = progress;
    output.write(`\r${bar(progress)}\x1b[K`);
  };
  const seldom = everySoOften(draw, pauses.bar, now);
  let last: Progress | undefined;
  const finish = () => {
    // A step stands there as it ended, also one that was too quick to be drawn.
    if (last && shown !== last) draw(last);
    if (last) output.write('\n');
    last = undefined;
  };
  try {
    return await work((progress) => {
      if (last && last.step !== progress.step) finish();
      last = progress;
      if (progress.done >= progress.total) finish();
      else seldom(progress);
    });
  } finally {
    finish();
  }
}

function bar(progress: Progress): string {
  const filled = Math.round((percent(progress) / 100) * barLength);
  return `[${'#'.repeat(filled).padEnd(barLength)}] ${progressInWords(progress)}`;
}
