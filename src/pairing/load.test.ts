import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits, socketLimit } from './limits.ts';
import { startTestHub, type TestHub } from './test-hub.ts';
import { beginPairing, flood, inBatches } from './test-load.ts';

// A tenth of the real thing; scripts/pairing-load.ts runs all of it against a whole Foxden.
const limits = { channels: defaultLimits.channels / 10 };

describe('the hub under load', () => {
  let hub: TestHub;
  let most = { channels: 0, sockets: 0 };
  let watch: NodeJS.Timeout;
  beforeAll(async () => {
    hub = await startTestHub(limits);
    watch = setInterval(() => {
      const { channels, sockets } = hub.hub.stats();
      most = { channels: Math.max(most.channels, channels), sockets: Math.max(most.sockets, sockets) };
    }, 5);
  });
  afterAll(async () => {
    clearInterval(watch);
    await hub.stop();
  });

  it('bounds a flood of half-open channels, and pairings in progress and new ones complete through it', async () => {
    const inProgress = await inBatches(50, 10, (index) => beginPairing(hub.url, index));
    const flooded = flood(hub.url, 1000, 40);
    const during = await inBatches(10, 2, async (index) => (await beginPairing(hub.url, 1000 + index)).finish());
    const result = await flooded;
    const finished = await Promise.all(inProgress.map((pairing) => pairing.finish()));
    expect([finished.length, during.length]).toEqual([50, 10]);
    expect(result.opened + result.refused).toBe(1000);
    expect(most.channels).toBeLessThanOrEqual(limits.channels);
    expect(most.sockets).toBeLessThanOrEqual(socketLimit({ ...defaultLimits, ...limits }));
    // The flood still holds what it was let have; with it gone, nothing is left behind.
    expect(hub.hub.stats().channels).toBeGreaterThan(100);
    result.close();
    while (hub.hub.stats().sockets > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(hub.hub.stats().channels).toBe(0);
  });
});
