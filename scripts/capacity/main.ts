// npm run capacity [-- --costs FILE] [--save FILE]
//   How many people machines carry: measures what requests cost here (--costs: takes that from a file that --save wrote),
//   computes and simulates the rest from day.ts and machines.ts, and writes it to docs/capacity.md and docs/capacity.svg.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { writeSection } from '../bench/section.ts';
import { calibrate } from './calibrate.ts';
import { chart } from './chart.ts';
import { busyHour, requestsOf } from './day.ts';
import { type Costs, machines } from './machines.ts';
import { activityTable, capacityTable, demandTable } from './report.ts';
import { limits, simulate } from './simulate.ts';

interface Calibration {
  costs: Costs;
  date: string;
  processor: string;
}

const { values: options } = parseArgs({ options: { costs: { type: 'string' }, save: { type: 'string' } } });

const calibration: Calibration = options.costs
  ? JSON.parse(readFileSync(options.costs, 'utf8'))
  : { costs: await calibrate(), date: new Date().toISOString().slice(0, 10), processor: cpus()[0]!.model.trim() };
if (options.save) writeFileSync(options.save, `${JSON.stringify(calibration, null, 2)}\n`);

const { costs, date, processor } = calibration;
const page = 'docs/capacity.md';
writeSection('demand', `${demandTable(costs)}\n\nMeasured on ${date}, ${processor}.`, page);
writeSection('activity', activityTable(), page);
writeSection('people', capacityTable(machines, costs), page);

const requests = requestsOf(busyHour);
const steps = Array.from({ length: 40 }, (_, i) => 10 * 30_000 ** (i / 39));
const curves = machines.map((machine) => ({
  machine,
  points: steps.map((people) => ({ people, p99: simulate(machine, costs, requests, people).p99 })),
}));
writeFileSync('docs/capacity.svg', chart(curves, limits.p99));
console.log(`Written to ${page} and docs/capacity.svg.`);
