import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../fuzz/random.ts';
import { type Appliance, signal } from './appliance.ts';
import type { FakeClock } from './clock.ts';
import type { Fault } from './fault.ts';
import type { Shared } from './user.ts';

/** What happens to the processes of an appliance. */
export function applianceFaults(appliance: Appliance): Fault[] {
  const freeze = async (pids: number[], ms: number) => {
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await sleep(ms);
    for (const pid of pids) signal(pid, 'SIGCONT');
  };
  const some = async (random: Chance) => {
    const workers = await appliance.workers();
    return random.oneIn(3) ? workers : workers.slice(random.below(2)).slice(0, 1);
  };
  return [
    {
      kind: 'kills',
      name: 'kill of workers',
      at: 'workers',
      weight: 8,
      async deal(random) {
        for (const pid of await some(random)) signal(pid, 'SIGKILL');
      },
    },
    {
      kind: 'stops',
      name: 'workers stopped for a moment',
      at: 'workers',
      weight: 5,
      deal: async (random) => freeze(await some(random), 200 + random.below(2500)),
    },
    {
      kind: 'stops',
      name: 'a worker that hangs until it is ended',
      at: 'workers',
      weight: 0.15,
      async deal() {
        const [hung] = await appliance.workers();
        if (hung === undefined) return;
        signal(hung, 'SIGSTOP');
        while (appliance.processes().includes(hung)) await sleep(200);
      },
    },
    {
      kind: 'stops',
      name: 'the supervisor stopped for a moment',
      at: 'supervisor',
      weight: 2,
      deal: (random) => freeze([appliance.pid], 200 + random.below(3000)),
    },
    {
      kind: 'kills',
      name: 'kill of the supervisor',
      at: 'supervisor',
      weight: 4,
      async deal() {
        await appliance.killSupervisor();
        await appliance.start();
      },
    },
    {
      kind: 'kills',
      name: 'kill of everything at once',
      at: 'supervisor',
      weight: 3,
      async deal() {
        await appliance.killAll();
        await appliance.start();
      },
    },
    {
      kind: 'kills',
      name: 'kill in the middle of a start',
      at: 'supervisor',
      weight: 2,
      async deal(random) {
        await appliance.killAll();
        await appliance.beginStart();
        await sleep(random.below(1500));
        await appliance.killSupervisor();
        await appliance.start();
      },
    },
    {
      kind: 'restarts',
      name: 'SIGTERM and a start',
      at: 'supervisor',
      weight: 3,
      async deal() {
        await appliance.stop();
        await appliance.start();
      },
    },
    {
      kind: 'restarts',
      name: 'SIGTERM in the middle of a start',
      at: 'supervisor',
      weight: 2,
      async deal(random) {
        await appliance.stop();
        await appliance.beginStart();
        await sleep(random.below(1500));
        await appliance.stop();
        await appliance.start();
      },
    },
    {
      kind: 'restarts',
      name: 'rolling restart in which a worker is killed',
      at: 'supervisor',
      weight: 1,
      async deal(random) {
        appliance.signal('SIGUSR2');
        await sleep(random.below(2500));
        for (const pid of await some(random)) signal(pid, 'SIGKILL');
      },
    },
    {
      kind: 'restarts',
      name: 'rolling restart',
      at: 'supervisor',
      weight: 1,
      async deal(random) {
        appliance.signal('SIGUSR2');
        await sleep(random.below(3000));
      },
    },
  ];
}

/** Seconds that a clock may be ahead of the real one. */
const leads = [0, 2, -2, 90, -90, 3600, -3600, 259_200, -259_200];

/** The clock jumps, and stays there until it jumps again. */
export function clockFaults(clock: FakeClock, shared: Shared): Fault[] {
  return [
    {
      kind: 'clock jumps',
      name: 'a clock that jumps',
      at: 'clock',
      weight: 6,
      async deal(random) {
        clock.set(random.pick(leads));
        // The processes look at it once a second, each in its own time: from now until then it may be the one or the other.
        shared.clockJumpedAt = performance.now();
        await sleep(1100);
        shared.clockJumpedAt = performance.now();
      },
    },
  ];
}
