/** Milliseconds after which what has come counts for half, and for which nothing is judged yet. */
const halfLife = 10_000;
const youth = 5000;

/** Tells how fast something comes of late: what stopped coming is slow after a while, however fast it was. */
export class Pace {
  readonly #begunAt = performance.now();
  #lastAt = this.#begunAt;
  #weight = 0;

  add(bytes: number): void {
    const now = performance.now();
    this.#weight = this.#weight * remaining(now - this.#lastAt) + bytes;
    this.#lastAt = now;
  }

  /** How much came of late, to be compared with others; infinite where it has only just begun. */
  rate(): number {
    const now = performance.now();
    const age = now - this.#begunAt;
    if (age < youth) return Number.POSITIVE_INFINITY;
    // What comes steadily weighs so much less the younger it is.
    return (this.#weight * remaining(now - this.#lastAt)) / (1 - remaining(age));
  }
}

const remaining = (ms: number): number => 2 ** (-ms / halfLife);
