import type { FaultReport } from './campaign.ts';
import { faultKinds } from './fault.ts';

/** The figure line of a campaign. */
export function figureLine({ database, faults, acknowledged, retries, findings, slowest }: FaultReport): string {
  const all = [...faults.values()].reduce((sum, count) => sum + count, 0);
  const kinds = faultKinds.filter((kind) => faults.has(kind)).map((kind) => `${faults.get(kind)} ${kind}`);
  const { lost, torn, doubled, other } = findings.counts;
  return (
    `${database}: ${all} faults: ${kinds.join(', ')}; ${acknowledged} writes acknowledged, ` +
    `${lost} lost, ${torn} torn, ${doubled} doubled, ${other} other findings; ` +
    `${retries.refused} answers 503, ${retries.unanswered} connections lost; ` +
    `writes were taken again after ${(slowest / 1000).toFixed(1)} s at most`
  );
}
