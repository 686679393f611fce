import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { startFuzzed } from './start.ts';

// The short form of `npm run fuzz`. Seeds that ever found something stay in the list.
it.each([1, 9])('mutated requests bring about nothing bad (seed %i)', { timeout: 600_000 }, async (seed) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-fuzz-'));
  const served = await startFuzzed(dataDir);
  try {
    const { findings, statuses } = await fuzz(served, { count: 2000, seed });
    expect(findings).toEqual([]);
    // Enough of them were understood to have got behind the first check.
    expect(statuses.get(200)).toBeGreaterThan(100);
  } finally {
    await served.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
