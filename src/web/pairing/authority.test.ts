import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { watchPairing } from './authority.ts';
import type { Heartbeat } from './firefox-pairing.ts';

/** Firefox's side: answers heartbeats with what is set, and writes down what it is told. */
function fakeFirefox() {
  const scene = {
    heartbeat: { suppAuthorized: false } as Heartbeat | Error,
    told: [] as string[],
    supplicant: async () => ({}),
    authorize: async () => void scene.told.push('authorize'),
    decline: () => void scene.told.push('decline'),
    complete: () => void scene.told.push('complete'),
  };
  const pairing = {
    ...scene,
    heartbeat: async () => {
      if (scene.heartbeat instanceof Error) throw scene.heartbeat;
      return scene.heartbeat;
    },
  };
  return { scene, pairing };
}

const quick = { heartbeat: 5, patience: 10_000 };

describe('the signed-in side of a pairing (accounts.md §7.6)', () => {
  it('completes when this side approves first', async () => {
    const { scene, pairing } = fakeFirefox();
    const flow = watchPairing(pairing, quick);
    await flow.approve();
    await sleep(20);
    expect(scene.told).toEqual(['authorize']);
    scene.heartbeat = { suppAuthorized: true };
    expect(await flow.ended).toEqual({ kind: 'done' });
    expect(scene.told).toEqual(['authorize', 'complete']);
  });

  it('completes when the other side confirms first, and never before this one approves', async () => {
    const { scene, pairing } = fakeFirefox();
    scene.heartbeat = { suppAuthorized: true };
    const flow = watchPairing(pairing, quick);
    await sleep(20);
    expect(scene.told).toEqual([]);
    await flow.approve();
    expect(await flow.ended).toEqual({ kind: 'done' });
    expect(scene.told).toEqual(['authorize', 'complete']);
  });

  it('refuses once', async () => {
    const { scene, pairing } = fakeFirefox();
    const flow = watchPairing(pairing, quick);
    flow.refuse();
    flow.refuse();
    expect(await flow.ended).toEqual({ kind: 'refused' });
    await sleep(20);
    expect(scene.told).toEqual(['decline']);
  });

  it('tells what Firefox says went wrong, and whether that was after an approval', async () => {
    for (const wasApproved of [false, true]) {
      const { scene, pairing } = fakeFirefox();
      const flow = watchPairing(pairing, quick);
      if (wasApproved) await flow.approve();
      scene.heartbeat = { err: 'WebSocket unexpectedly closed' };
      expect(await flow.ended).toEqual({ kind: 'failed', reason: 'WebSocket unexpectedly closed', wasApproved });
    }
  });

  it('fails when Firefox knows nothing of it any more', async () => {
    const { scene, pairing } = fakeFirefox();
    scene.heartbeat = new Error('no answer');
    expect(await watchPairing(pairing, quick).ended).toMatchObject({ kind: 'failed' });
  });

  it('gives up and declines when nobody does anything', async () => {
    const { scene, pairing } = fakeFirefox();
    const flow = watchPairing(pairing, { heartbeat: 5, patience: 30 });
    expect(await flow.ended).toEqual({ kind: 'timeout' });
    expect(scene.told).toEqual(['decline']);
  });
});
