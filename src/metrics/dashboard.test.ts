import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

const dashboard = readFileSync(new URL('../../docker/grafana/foxden.json', import.meta.url), 'utf8');
// Known only to the supervisor (metrics-hub.ts).
const supervisors = ['foxden_workers', 'foxden_worker_crashes_total', 'foxden_supervisor_resident_memory_bytes'];

it('shows only metrics that there are', async () => {
  const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
  const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const used = new Set(expressions.flatMap((expr) => expr.match(/\b(foxden|nodejs|process)_\w+(?=\{)/g) ?? []));
  const known = new Set([...supervisors, ...(await createMetrics().snapshot()).map(({ name }) => name)]);
  const bare = (name: string) => name.replace(/_(bucket|count|sum)$/, '');
  expect(used.size).toBeGreaterThan(5);
  expect([...used].filter((name) => !known.has(name) && !known.has(bare(name)))).toEqual([]);
});
