import type { Chance } from '../fuzz/random.ts';

/** What faults are counted as. */
export const faultKinds = ['kills', 'stops', 'restarts', 'full disks', 'clock jumps', 'broken networks'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Something that happens to an appliance, or to what is around it. */
export interface Fault {
  kind: FaultKind;
  name: string;
  /** What it happens to. Two faults at once happen to different things. */
  at: 'supervisor' | 'workers' | 'database' | 'clock';
  /** How often it comes, compared with others. */
  weight: number;
  /** Lets it happen; resolves when it is over, and everything runs again that doesn't start again by itself. */
  deal(random: Chance): Promise<void>;
}

/** Picks one by weight. */
export function pickFault(faults: Fault[], random: Chance): Fault {
  let at = random.below(faults.reduce((sum, { weight }) => sum + weight, 0));
  for (const fault of faults) {
    at -= fault.weight;
    if (at < 0) return fault;
  }
  throw new Error('There is no fault to pick');
}
