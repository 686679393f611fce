import { type Change, nothing, type State } from './state.ts';

/** Something that a client asked for and was answered; times are of one clock that never goes back. */
interface Operation {
  /** Before the request was sent. */
  from: number;
  /** After the whole answer had come. */
  to: number;
  words: string;
}

/** A write that was acknowledged. */
export interface Write extends Operation {
  stamp: number;
  change: Change;
  /** What must have held of the storage just before it. */
  condition?: (before: State) => boolean;
}

/** An answer that tells something about the storage, and changes nothing. */
export interface Look extends Operation {
  /** Whether the answer belongs to this state of the storage. */
  fits: (state: State) => boolean;
}

/** All that was asked of one user's storage, by any number of clients at the same time. */
export interface History {
  writes: Write[];
  looks: Look[];
}

/**
 * Looks for an order of all operations in which each of them happens at one moment between its request and its answer, and is
 * told what is true at that moment: whether the storage is linearizable. Stamps tell the order of writes, so that each look has
 * to be put between two of them only, and the earliest place is the best.
 *
 * @returns What is wrong, in words; nothing if there is such an order.
 */
export function check({ writes, looks }: History): string[] {
  const ordered = writes.toSorted((a, b) => a.stamp - b.stamp);
  const states = [nothing];
  const wrong: string[] = [];
  let begun = Number.NEGATIVE_INFINITY;
  for (const [i, { stamp, change, condition, words, from, to }] of ordered.entries()) {
    const before = states[i]!;
    if (stamp === ordered[i - 1]?.stamp) wrong.push(`${words}: its stamp ${stamp} was given out twice`);
    if (to < begun) wrong.push(`${words}: its stamp ${stamp} is above that of a write that began later`);
    if (condition && !condition(before)) wrong.push(`${words}: what it asked for did not hold at stamp ${stamp}`);
    begun = Math.max(begun, from);
    states.push(change(before, stamp));
  }
  const placed: { to: number; place: number }[] = [];
  for (const { from, to, words, fits } of looks.toSorted((a, b) => a.from - b.from)) {
    // A place is the number of writes before it.
    const acknowledged = ordered.findLastIndex((write) => write.to < from) + 1;
    const earlier = placed.reduce((most, look) => (look.to < from ? Math.max(most, look.place) : most), 0);
    const first = Math.max(acknowledged, earlier);
    const behind = ordered.findIndex((write) => write.from > to);
    const last = behind < 0 ? ordered.length : behind;
    const place = states.findIndex((state, i) => i >= first && i <= last && fits(state));
    if (place >= 0) placed.push({ to, place });
    else wrong.push(`${words}: ${whenElse(states, fits, first)}`);
  }
  return wrong;
}

function whenElse(states: State[], fits: Look['fits'], first: number): string {
  const place = states.findLastIndex(fits);
  if (place < 0) return 'so it never was';
  return place < first
    ? `so it was before ${states[place + 1]!.modified}, which had been seen or acknowledged by then`
    : `so it was only from ${states[place]!.modified} on, which was asked for later`;
}
