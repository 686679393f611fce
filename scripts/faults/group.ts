import type { Findings } from './findings.ts';

/** State of a group of records: what all of them hold, and since when; payload null: none of them exists. */
export interface GroupState {
  payload: string | null;
  /** Seconds. */
  stamp: number;
}

/** Records as a full read gives them, by id. */
export type Stored = Map<string, { payload: string; modified: number }>;

/** A write without an answer: done, not done, or still under way in a database that was frozen. */
interface Attempt {
  payload: string | null;
  /** Number of the last look before it began. */
  look: number;
}

/**
 * Records that are always written together, and what their client knows of them: the last write that was acknowledged, and
 * later ones that weren't answered.
 */
export class RecordGroup {
  readonly collection: string;
  readonly ids: string[];
  #sure: GroupState = { payload: null, stamp: 0 };
  #attempts: Attempt[] = [];
  #looks = 0;

  constructor(collection: string, ids: string[]) {
    this.collection = collection;
    this.ids = ids;
  }

  /** An answer has come. */
  acknowledged(payload: string | null, stamp: number): void {
    this.#sure = { payload, stamp };
  }

  /** A request has been sent and not answered. */
  unanswered(payload: string | null): void {
    this.#attempts.push({ payload, look: this.#looks });
  }

  /**
   * Compares with what is stored, while no request is under way, and takes it as known from then on.
   *
   * @param stored - The whole collection.
   */
  check(stored: Stored, findings: Findings): void {
    this.#looks++;
    const found = this.ids.map((id) => stored.get(id));
    const [first] = found;
    const name = `${this.collection}/${this.ids[0]}${this.ids.length > 1 ? ' and those written with it' : ''}`;
    if (found.some((each) => each?.payload !== first?.payload || each?.modified !== first?.modified)) {
      const seen = found.map((each) => (each ? `${head(each.payload)}@${each.modified}` : '-')).join(' ');
      findings.add('torn', `${name}: ${seen}`);
      return;
    }
    const state: GroupState = { payload: first?.payload ?? null, stamp: first?.modified ?? this.#sure.stamp };
    const sure = `${head(this.#sure.payload)}@${this.#sure.stamp}`;
    if (state.payload === this.#sure.payload) {
      if (state.stamp !== this.#sure.stamp) {
        findings.add('doubled', `${name}: ${sure} was acknowledged, it has stamp ${state.stamp}`);
      }
    } else {
      const wasTried = this.#attempts.some(({ payload }) => payload === state.payload);
      // An unanswered write that counts must have come after what was acknowledged.
      const isLater = state.payload === null || state.stamp > this.#sure.stamp;
      if (!wasTried || !isLater) {
        findings.add('lost', `${name}: ${sure} was acknowledged, there is ${head(state.payload)}@${state.stamp}`);
      }
    }
    this.#sure = state;
    this.#attempts = this.#attempts.filter(({ look }) => look >= this.#looks - 1);
  }
}

const head = (payload: string | null): string => payload?.slice(0, 20) ?? 'nothing';
