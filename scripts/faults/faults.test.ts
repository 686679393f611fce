import { describe, expect, it } from 'vitest';
import { hasMariadb } from '../../testing/mariadb.ts';
import { faultCampaign } from './campaign.ts';

// The short form of `npm run faults`.
async function expectNothingBad(database: 'sqlite' | 'mariadb', faults: number, seed: number): Promise<void> {
  const { findings, acknowledged } = await faultCampaign({ database, faults, seed });
  expect(findings.words).toEqual([]);
  expect(findings.counts).toEqual({ lost: 0, torn: 0, doubled: 0, other: 0 });
  expect(acknowledged).toBeGreaterThan(20);
}

it('faults take nothing back that was acknowledged, on SQLite', () => expectNothingBad('sqlite', 5, 1));

describe.skipIf(!hasMariadb())('with MariaDB', () => {
  it('faults take nothing back that was acknowledged', () => expectNothingBad('mariadb', 3, 2));
});
