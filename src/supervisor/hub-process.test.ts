import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger, type LogRecord } from '../log/logger.ts';
import { createHubProcess, type HubProcess } from './hub-process.ts';

/** Is ready at once, beats fast, says that it is idle unless the file `busy` says otherwise, and ends when told to. */
const program = `
import { existsSync } from 'node:fs';
process.on('message', ({ type }) => { if (type === 'drain') process.exit(0); });
setInterval(() => {
  const isIdle = !existsSync(new URL('busy', import.meta.url));
  process.send({ type: 'pairing', stats: { channels: 0, sockets: 0, refused: 2 }, isIdle });
}, 10);
process.send({ type: 'ready' });
`;

describe('the process of the pairing hub', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foxden-hub-process-'));
  writeFileSync(join(folder, 'hub.mjs'), program);
  const busy = join(folder, 'busy');
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'info');
  const hubs: HubProcess[] = [];
  afterAll(async () => {
    for (const hub of hubs) await hub.stop();
    rmSync(folder, { recursive: true, maxRetries: 10 });
  });
  const make = (idleLimit: number) => {
    let ends = 0;
    const hub = createHubProcess({
      program: join(folder, 'hub.mjs'),
      log,
      level: () => 'info',
      onMessage: () => {},
      onEnd: () => ends++,
      idleLimit,
    });
    hubs.push(hub);
    return { hub, ends: () => ends };
  };

  it('does not run before it is wanted', async () => {
    const { hub } = make(60_000);
    expect(hub.pid()).toBeUndefined();
    expect(await hub.want()).toBe(true);
    const pid = hub.pid();
    expect(pid).toBeGreaterThan(0);
    expect(await hub.want()).toBe(true);
    expect(hub.pid()).toBe(pid);
  });

  it('ends when it is idle and nobody has wanted it for a while, and runs again when it is wanted again', async () => {
    writeFileSync(busy, '');
    const { hub, ends } = make(0);
    await hub.want();
    const first = hub.pid();
    await expect.poll(() => hub.stats().refused).toBe(2);
    expect(hub.pid()).toBe(first);
    rmSync(busy);
    await expect.poll(() => hub.pid()).toBeUndefined();
    expect(ends()).toBe(1);
    expect(logs).toEqual([]);
    writeFileSync(busy, '');
    expect(await hub.want()).toBe(true);
    expect(hub.pid()).not.toBe(first);
    // A counter goes on counting.
    await expect.poll(() => hub.stats().refused).toBe(4);
  });

  it('one that is wanted while it ends is followed by another', async () => {
    rmSync(busy, { force: true });
    const { hub, ends } = make(0);
    await hub.want();
    const first = hub.pid();
    await expect.poll(ends, { interval: 1 }).toBe(1);
    writeFileSync(busy, '');
    expect(await hub.want()).toBe(true);
    expect(hub.pid()).not.toBe(first);
  });

  it('one that is killed is replaced, and told of', async () => {
    const { hub, ends } = make(60_000);
    await hub.want();
    const first = hub.pid()!;
    process.kill(first, 'SIGKILL');
    await expect.poll(ends).toBe(1);
    expect(await hub.want()).toBe(true);
    expect(hub.pid()).not.toBe(first);
    expect(logs.map(({ message }) => message)).toContain('the pairing hub ended; starting another');
  });

  it('whoever waits for it when Foxden ends is told that it will not come', async () => {
    const { hub } = make(60_000);
    await hub.want();
    await hub.stop();
    expect(await hub.want()).toBe(false);
  });
});
