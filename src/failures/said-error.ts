import type { Saying } from './saying.ts';

/** Foxden can't do something, and says in words why and what to do: in English, and as a saying for every other language. */
export class SaidError extends Error {
  static readonly exitCode: number = 1;
  readonly saying: Saying;

  constructor(message: string, saying: Saying, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.saying = saying;
  }
}
