import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foxdenProgram } from '../../testing/foxden-program.ts';
import { freePort } from '../../testing/free-port.ts';
import { closeCodes } from '../crypto/pairing-channel/close-codes.ts';
import { createChannel, joinChannel, openClient } from './test-hub.ts';

describe('pairing across the processes of a running Foxden (architecture.md §3)', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-processes-'));
  let foxden: ChildProcess;
  let output = '';
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `ws://127.0.0.1:${port}`;
    foxden = spawn(process.execPath, [foxdenProgram, 'serve'], {
      env: {
        PATH: process.env.PATH,
        FOXDEN_DATA_DIR: dataDir,
        FOXDEN_LISTEN: `127.0.0.1:${port}`,
        FOXDEN_WORKERS: '2',
        FOXDEN_LOG_DIR: 'none',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [foxden.stdout, foxden.stderr]) stream?.on('data', (text) => (output += text));
    leave(await fresh());
  });
  afterAll(async () => {
    if (foxden.exitCode === null) {
      const ended = once(foxden, 'exit');
      foxden.kill('SIGKILL');
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  /** A channel of two; keeps trying while the server gets ready, as a person with a fresh code would. */
  async function fresh() {
    for (;;) {
      let one: Awaited<ReturnType<typeof createChannel>> | undefined;
      try {
        one = await createChannel(url);
        return { one, two: await joinChannel(url, one.id) };
      } catch {
        one?.socket.terminate();
        if (foxden.exitCode !== null) throw new Error(`foxden ended:\n${output}`);
        await sleep(50);
      }
    }
  }

  const leave = ({ one, two }: Awaited<ReturnType<typeof fresh>>) => {
    one.socket.close();
    two.socket.close();
  };

  async function expectAlive({ one, two }: Awaited<ReturnType<typeof fresh>>) {
    one.socket.send('b25l');
    expect((await two.next()).message).toBe('b25l');
    two.socket.send('dHdv');
    expect((await one.next()).message).toBe('dHdv');
  }

  const expectFresh = async () => {
    const pair = await fresh();
    await expectAlive(pair);
    leave(pair);
  };

  const processes = (title: string) =>
    execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(foxden.pid)], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(title))
      .map((line) => Number.parseInt(line, 10));

  it('a rolling restart lets a pairing in progress finish', async () => {
    const pair = await fresh();
    await expectAlive(pair);
    // One worker is enough to begin with; the other may still be starting.
    await expect.poll(() => processes('foxden worker').length).toBe(2);
    const [before, hubs] = [processes('foxden worker'), processes('foxden pairing hub')];
    expect(hubs.length).toBe(1);
    foxden.kill('SIGUSR2');
    while (processes('foxden worker').filter((pid) => !before.includes(pid)).length === 0) await sleep(50);
    await expectAlive(pair);
    expect(processes('foxden pairing hub')).toEqual(hubs);
    // New pairings meanwhile go to workers that stay.
    const other = await fresh();
    await expectAlive(other);
    leave(pair);
    leave(other);
    while (processes('foxden worker').some((pid) => before.includes(pid))) await sleep(100);
  });

  it('a killed hub ends a pairing on both sides at once, and a fresh code works', async () => {
    const { one, two } = await fresh();
    process.kill(processes('foxden pairing hub')[0]!, 'SIGKILL');
    expect((await one.closed).code).toBe(1006);
    expect((await two.closed).code).toBe(1006);
    await expectFresh();
  });

  it('a killed worker ends it for both, whichever worker the other is on', async () => {
    const { one, two } = await fresh();
    await expectAlive({ one, two });
    for (const pid of processes('foxden worker')) process.kill(pid, 'SIGKILL');
    expect((await one.closed).code).toBeGreaterThan(1000);
    expect((await two.closed).code).toBeGreaterThan(1000);
    await expectFresh();
  });

  it('the metrics tell how many channels are open, and nothing about them', async () => {
    const { one, two } = await fresh();
    const metrics = async () => (await fetch(`${url.replace('ws', 'http')}/metrics`)).text();
    const isTold = (text: string) =>
      text.includes('foxden_pairing_channels 1\n') && text.includes('foxden_pairing_sockets 2\n');
    while (!isTold(await metrics())) await sleep(200);
    expect(await metrics()).not.toContain(one.id);
    leave({ one, two });
  });

  it('SIGTERM does not wait for a pairing: both sides are told', async () => {
    const { one, two } = await fresh();
    await expectAlive({ one, two });
    const ended = new Promise((resolve) => foxden.once('exit', resolve));
    foxden.kill('SIGTERM');
    expect((await one.closed).code).toBe(closeCodes.goingAway);
    expect((await two.closed).code).toBe(closeCodes.goingAway);
    expect(await ended).toBe(0);
    await expect(openClient(`${url}/v1/ws/`)).rejects.toThrow();
    expect(output).not.toContain(one.id);
  });
});
