import type { DownloadLimits } from '../download-limits.ts';
import { StorageRefusal } from '../refusal.ts';

interface Waiting {
  uid: number;
  start: () => void;
}

/**
 * The places for reads that take as long as their client likes. Nobody gets more than a share of them: one user's downloads
 * that stand still must not keep another one waiting.
 */
export class ReadSlots {
  readonly #limits: DownloadLimits;
  readonly #held = new Map<number, number>();
  #free: number;
  #waiting: Waiting[] = [];

  constructor(limits: DownloadLimits) {
    this.#limits = limits;
    this.#free = limits.slots;
  }

  /**
   * Takes a slot, as soon as the user may have one.
   *
   * @returns A function that gives it back; calling it again does nothing.
   * @throws {StorageRefusal} When too many wait already, or when the wait was too long.
   */
  async take(uid: number): Promise<() => void> {
    if (!this.#mayHave(uid)) await this.#wait(uid);
    else this.#hold(uid);
    let isHeld = true;
    return () => {
      if (isHeld) this.#give(uid);
      isHeld = false;
    };
  }

  #wait(uid: number): Promise<void> {
    const { waiting, waitingPerUser, patience } = this.#limits;
    const ofUser = this.#waiting.filter((other) => other.uid === uid).length;
    if (this.#waiting.length >= waiting || ofUser >= waitingPerUser) throw new StorageRefusal('too many downloads');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const entry: Waiting = {
      uid,
      start: () => {
        clearTimeout(timer);
        resolve();
      },
    };
    const timer = setTimeout(() => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
      reject(new StorageRefusal('too many downloads'));
    }, patience);
    this.#waiting.push(entry);
    return promise;
  }

  // Whoever has one already gets another only while half of them are free.
  #mayHave(uid: number): boolean {
    const held = this.#held.get(uid) ?? 0;
    if (this.#free === 0 || held >= this.#limits.slotsPerUser) return false;
    return held === 0 || this.#free > this.#limits.slots / 2;
  }

  #hold(uid: number): void {
    this.#free--;
    this.#held.set(uid, (this.#held.get(uid) ?? 0) + 1);
  }

  #give(uid: number): void {
    this.#free++;
    const left = this.#held.get(uid)! - 1;
    if (left > 0) this.#held.set(uid, left);
    else this.#held.delete(uid);
    // Those who have least come first, and of those who came first.
    const held = (entry: Waiting) => this.#held.get(entry.uid) ?? 0;
    const next = this.#waiting.toSorted((a, b) => held(a) - held(b)).find((entry) => this.#mayHave(entry.uid));
    if (!next) return;
    this.#waiting = this.#waiting.filter((other) => other !== next);
    this.#hold(next.uid);
    next.start();
  }
}
