/** How far a long work is, for a person who waits for it. */
export interface Progress {
  /** What is being done, as in "saving rows". */
  step: string;
  done: number;
  /** What `done` will be at the end, or about that; 0: there is nothing to do. */
  total: number;
  /** Said instead of a percentage. */
  detail?: string;
}

/** Called with how far a work is, as often as that changes. */
export type TellProgress = (progress: Progress) => void;

/** Whole percents; 100 only at the end, also where the total was a guess. */
export function percent({ done, total }: Progress): number {
  if (done >= total) return 100;
  return Math.min(99, Math.floor((done / total) * 100));
}

/** Says how far a work is: "saving rows: 45 %". */
export const progressInWords = (progress: Progress): string =>
  `${progress.step}: ${progress.detail ?? `${percent(progress)} %`}`;

/**
 * Lets through only what a person would miss: the first word of a step that has lasted for a while, then one as often as `pause`
 * says. What is over at once is not told at all.
 *
 * @param tell - Called with what is left.
 * @param pause - ms.
 * @param now - A monotonic clock, ms.
 */
export function everySoOften(tell: TellProgress, pause: number, now = () => performance.now()): TellProgress {
  let lastAt = now();
  return (progress) => {
    if (now() - lastAt < pause) return;
    lastAt = now();
    tell(progress);
  };
}
