import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chance } from '../fuzz/random.ts';
import { Appliance } from './appliance.ts';
import { applianceFaults, clockFaults } from './appliance-faults.ts';
import { startClients } from './clients.ts';
import { fakeClock, hasFakeClock } from './clock.ts';
import { type DatabaseName, startDatabase } from './databases.ts';
import { type Fault, type FaultKind, pickFault } from './fault.ts';
import { Findings } from './findings.ts';
import type { Shared } from './user.ts';

/** What a campaign has seen. */
export interface FaultReport {
  database: DatabaseName;
  faults: Map<FaultKind, number>;
  /** Writes that were acknowledged, of records and of accounts. */
  acknowledged: number;
  retries: Shared['retries'];
  findings: Findings;
  /** Longest time after a fault until a write was taken again, ms. */
  slowest: number;
  /** What couldn't be dealt on this machine, in words. */
  left: string[];
}

/**
 * Deals faults to a real appliance of two workers while clients write, read and delete, and compares after every fault what
 * they were told with what is stored.
 *
 * @param options - `seed` repeats which faults come, not the moments at which they meet the load; `onFault` is called at each, `onFinding` with what is wrong;
 *   `only` leaves one kind of fault; `signal` ends it after the fault that is being dealt.
 */
export async function faultCampaign(options: {
  database: DatabaseName;
  faults: number;
  seed: number;
  only?: FaultKind;
  onFault?: (words: string) => void;
  onFinding?: (words: string) => void;
  signal?: AbortSignal;
}): Promise<FaultReport> {
  const findings = new Findings(options.onFinding);
  const retries = { refused: 0, unanswered: 0 };
  const shared: Shared = { findings, retries, acknowledged: 0, clockJumpedAt: Number.NEGATIVE_INFINITY, heavy: false };
  const scratch = mkdtempSync(join(tmpdir(), 'foxden-faults-'));
  const clock = hasFakeClock() ? fakeClock(scratch) : undefined;
  const database = await startDatabase(options.database, shared);
  const dataDir = join(database.folder ?? scratch, 'data');
  const appliance = await Appliance.create({ FOXDEN_DATA_DIR: dataDir, ...clock?.env, ...database.env }, findings);
  const report: FaultReport = {
    database: options.database,
    faults: new Map(),
    acknowledged: 0,
    retries,
    findings,
    slowest: 0,
    left: [...database.left, ...(clock ? [] : ['clock jumps: there is no libfaketime'])],
  };
  const all = [...applianceFaults(appliance), ...(clock ? clockFaults(clock, shared) : []), ...database.faults];
  const possible = options.only === undefined ? all : all.filter(({ kind }) => kind === options.only);
  const clients = await startClients(appliance, shared, options.seed);

  const deal = async (fault: Fault, number: number) => {
    report.faults.set(fault.kind, (report.faults.get(fault.kind) ?? 0) + 1);
    await fault.deal(chance(options.seed * 1_000_003 + number));
  };
  try {
    for (let dealt = 0; dealt < options.faults && !options.signal?.aborted; ) {
      const random = chance(options.seed * 7_919 + dealt);
      const faults = [pickFault(possible, random)];
      const others = possible.filter(({ at }) => at !== faults[0]!.at);
      if (options.faults - dealt > 1 && others.length > 0 && random.oneIn(4)) faults.push(pickFault(others, random));
      findings.during = `fault ${dealt + 1}: ${faults.map(({ name }) => name).join(' and ')}`;
      const begunAt = performance.now();
      const load = clients.start();
      await sleep(150 + random.below(400));
      const delay = random.below(600);
      await Promise.all(faults.map((fault, i) => sleep(i * delay).then(() => deal(fault, dealt + i))));
      report.slowest = Math.max(report.slowest, await clients.writesAgain());
      await appliance.settled();
      await sleep(random.below(300));
      await load.stop();
      await clients.check();
      dealt += faults.length;
      options.onFault?.(`${findings.during}; ${Math.round((performance.now() - begunAt) / 100) / 10} s`);
    }
    findings.during = 'the end';
    await clients.checkAll();
    await appliance.stop();
  } catch (error) {
    throw new Error(`Given up during ${findings.during}. Foxden said last:\n${appliance.lastWords()}`, {
      cause: error,
    });
  } finally {
    await appliance.killAll();
    await database.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  report.acknowledged = shared.acknowledged;
  return report;
}
