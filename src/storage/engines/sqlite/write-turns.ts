import { statSync, utimesSync, writeFileSync } from 'node:fs';

/**
 * Tells the processes that write to one SQLite file of each other. SQLite's write lock has no queue: who holds it takes it again at
 * once as long as there is more to write, and those who look whether it is free come too late again and again. Whoever finds it
 * taken leaves a mark, the time of an empty file, by which the holder knows that it is somebody else's turn. Nothing
 * fails without marks, in a folder that can't be written to, say; writes only are less fair.
 */
export class WriteTurns {
  readonly #mark: string;
  #seen = 0;

  /** @param file - The database file. */
  constructor(file: string) {
    this.#mark = `${file}-turn`;
  }

  /** To be called with the lock held, before the first write. */
  begin(): void {
    this.#seen = this.#markedAt();
  }

  /** Whether somebody has waited since {@link begin}. */
  othersWait(): boolean {
    return this.#markedAt() !== this.#seen;
  }

  /** Leaves the mark: the lock was taken. */
  wait(): void {
    const now = new Date();
    try {
      utimesSync(this.#mark, now, now);
    } catch {
      try {
        writeFileSync(this.#mark, '');
      } catch {
        // Then the lock is only looked at.
      }
    }
  }

  #markedAt(): number {
    try {
      return statSync(this.#mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    } catch {
      return 0;
    }
  }
}
