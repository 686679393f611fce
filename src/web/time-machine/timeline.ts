import { breathe } from '../data/breathe.ts';
import { isTombstone, type OpenRecord } from '../sync-client/records.ts';
import type { OpenVersion } from '../sync-client/versions.ts';

/** A record at some time: what it said, or nothing while there was none. */
interface Span {
  id: string;
  from: number;
  until: number;
  record: OpenRecord;
}

/** What one write did, by id and record. Where something changed or appeared it is the record after, else the one before. */
export interface Moment {
  /** When, ms. */
  at: number;
  /** Id of the device that wrote; undefined: not known, as where nothing was replaced. */
  device?: string;
  appeared: OpenRecord[];
  changed: OpenRecord[];
  wentAway: OpenRecord[];
}

/** What taking a collection back would do. */
export interface Plan {
  /** As of then. */
  comesBack: OpenRecord[];
  becomes: OpenRecord[];
  /** As of now. */
  goes: OpenRecord[];
  /** How many records of then can't be opened. */
  lost: number;
  /** Whether nothing at all was stored then. */
  isEmpty: boolean;
}

// Comparing that many takes some ms.
const portion = 500;

/**
 * One collection through time: what there is now, and everything that was before. Times in ms. What compares records lets the page
 * draw and react in between.
 */
export class Timeline {
  readonly #spans = new Map<string, Span[]>();
  /** Devices by the time of their write; no two writes of a person have the same. */
  readonly #writers = new Map<number, string>();

  constructor(now: readonly OpenRecord[], versions: readonly OpenVersion[]) {
    for (const record of versions) {
      this.#add(record, record.replaced);
      if (record.device !== undefined) this.#writers.set(record.replaced, record.device);
    }
    for (const record of now) this.#add(record, Number.POSITIVE_INFINITY);
    for (const spans of this.#spans.values()) spans.sort((a, b) => a.from - b.from);
  }

  #add(record: OpenRecord, until: number): void {
    const { id, modified: from } = record;
    const spans = this.#spans.get(id);
    if (spans) spans.push({ id, from, until, record });
    else this.#spans.set(id, [{ id, from, until, record }]);
  }

  /** The record of an id at a moment, deleted or not. */
  #at(id: string, moment: number): OpenRecord | undefined {
    return this.#spans.get(id)?.findLast(({ from, until }) => from <= moment && moment < until)?.record;
  }

  /** Everything that there is now. */
  living(): OpenRecord[] {
    return [...this.#spans.keys()].map((id) => this.#at(id, Number.MAX_SAFE_INTEGER)).filter(isLiving);
  }

  /** Everything that happened after `since`, the newest first; what one write did is one moment. */
  async moments(since: number): Promise<Moment[]> {
    const moments = new Map<number, Moment>();
    const at = (time: number) => {
      const known = moments.get(time);
      if (known) return known;
      const made: Moment = { at: time, device: this.#writers.get(time), appeared: [], changed: [], wentAway: [] };
      moments.set(time, made);
      return made;
    };
    let done = 0;
    for (const [id, spans] of this.#spans) {
      if (++done % portion === 0) await breathe();
      const times = new Set(spans.flatMap(({ from, until }) => [from, until]));
      for (const time of times) {
        if (time <= since || time === Number.POSITIVE_INFINITY) continue;
        const [before, after] = [this.#at(id, time - 1), this.#at(id, time)];
        if (isLiving(after)) {
          if (!isLiving(before)) at(time).appeared.push(after);
          else if (!isSame(before, after)) at(time).changed.push(after);
        } else if (isLiving(before)) at(time).wentAway.push(before);
      }
    }
    return [...moments.values()].sort((a, b) => b.at - a.at);
  }

  /**
   * What has to be done so that everything is as it was at a moment. What can't be opened stays as it is.
   *
   * @param fixed - Ids that never go away: the roots of the bookmarks.
   */
  async plan(moment: number, fixed: ReadonlySet<string> = new Set()): Promise<Plan> {
    const plan: Plan = { comesBack: [], becomes: [], goes: [], lost: 0, isEmpty: true };
    let done = 0;
    for (const id of this.#spans.keys()) {
      if (++done % portion === 0) await breathe();
      const [then, now] = [this.#at(id, moment), this.#at(id, Number.MAX_SAFE_INTEGER)];
      if (then?.problem) {
        plan.lost++;
        continue;
      }
      if (isLiving(then)) {
        plan.isEmpty = false;
        if (!isLiving(now)) plan.comesBack.push(then);
        else if (!isSame(then, now)) plan.becomes.push(then);
      } else if (isLiving(now) && !fixed.has(id)) plan.goes.push(now);
    }
    return plan;
  }
}

const isLiving = (record: OpenRecord | undefined): record is OpenRecord =>
  record !== undefined && record.clear !== null && !isTombstone(record.clear);

const isSame = (a: OpenRecord, b: OpenRecord): boolean => canonical(a.clear) === canonical(b.clear);

/** JSON with keys in order: clients write them in any. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
