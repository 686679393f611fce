const hour = 60;
const day = 24 * hour;

/** In how many steps the past is kept: fine for a while, coarse for long. */
export const resolutions = [
  /** `minutes`: of one step; `kept`: how many minutes back. */
  { minutes: 1, kept: day },
  { minutes: 10, kept: 14 * day },
  { minutes: hour, kept: 90 * day },
  { minutes: day, kept: 3 * 365 * day },
] as const;

/** Minutes of a step. */
export type Resolution = (typeof resolutions)[number]['minutes'];

/** When the step began that a moment belongs to, ms. */
export const stepOf = (minutes: number, time: number): number =>
  Math.floor(time / (minutes * 60_000)) * minutes * 60_000;
