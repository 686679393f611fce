import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeCodes } from '../crypto/pairing-channel/close-codes.ts';
import { createLogger } from '../log/logger.ts';
import { startHubServer } from './hub-server.ts';
import { createChannel, joinChannel, openClient } from './test-hub.ts';
import { clientAddress, handUpgradesToHub } from './upgrade-proxy.ts';

const log = createLogger(() => {}, 'error');

describe('two workers and the hub', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-hub-'));
  const config = { dataDir, rateLimits: true, publicUrl: 'https://x.example', accounts: { mode: 'embedded' as const } };
  const workers: Server[] = [];
  const urls: string[] = [];
  beforeAll(async () => {
    for (const trusted of ['127.0.0.1', 'nobody']) {
      const worker = createServer();
      handUpgradesToHub(worker, { config, log }, (address) => address === trusted);
      await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
      workers.push(worker);
      urls.push(`ws://127.0.0.1:${(worker.address() as AddressInfo).port}`);
    }
  });
  afterAll(() => {
    for (const worker of workers) worker.close();
    rmSync(dataDir, { recursive: true });
  });

  it('relay between sockets of different workers and tell the true address, which clients can not fake', async () => {
    const hub = await startHubServer({ config, log });
    expect(statSync(join(dataDir, 'pairing.sock')).mode & 0o777).toBe(0o600);
    const headers = { 'X-Forwarded-For': '203.0.113.1, 198.51.100.7', 'User-Agent': 'Test' };
    const one = await createChannel(urls[0]!, { headers });
    const two = await joinChannel(urls[1]!, one.id, { headers });
    one.socket.send('b25l');
    expect(await two.next()).toEqual({ message: 'b25l', sender: { ua: 'Test', remote: '198.51.100.7' } });
    two.socket.send('dHdv');
    expect(await one.next()).toEqual({ message: 'dHdv', sender: { ua: 'Test', remote: '127.0.0.1' } });
    await hub.close();
    expect((await one.closed).code).toBe(closeCodes.goingAway);
    expect((await two.closed).code).toBe(closeCodes.goingAway);
  });

  it('answer 503 while the hub is away, 404 for other paths, and work again with the next hub', async () => {
    await expect(openClient(`${urls[0]}/v1/ws/`)).rejects.toThrow('status 503');
    await expect(openClient(`${urls[0]}/other`)).rejects.toThrow('status 404');
    const hub = await startHubServer({ config, log });
    const one = await createChannel(urls[0]!);
    one.socket.close();
    await hub.close();
  });

  it('refuse where accounts live elsewhere, or the public address is not set', async () => {
    const hub = await startHubServer({ config, log });
    const elsewhere = { mode: 'external' as const, oauthUrl: 'https://oauth.example' };
    for (const other of [
      { ...config, accounts: elsewhere },
      { ...config, publicUrl: null },
    ]) {
      const worker = createServer();
      handUpgradesToHub(worker, { config: other, log }, () => false);
      await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
      const { port } = worker.address() as AddressInfo;
      await expect(openClient(`ws://127.0.0.1:${port}/v1/ws/`)).rejects.toThrow('status 404');
      worker.close();
    }
    await hub.close();
  });

  it('let the hub start over a socket file that a killed one left', async () => {
    const first = await startHubServer({ config, log });
    chmodSync(join(dataDir, 'pairing.sock'), 0o644);
    const second = await startHubServer({ config, log });
    expect(statSync(join(dataDir, 'pairing.sock')).mode & 0o777).toBe(0o600);
    await createChannel(urls[0]!);
    expect(second.stats().channels).toBe(1);
    expect(first.stats().channels).toBe(0);
    await second.close();
    await first.close();
  });
});

describe("the client's address", () => {
  const from = (remoteAddress: string, forwarded?: string) =>
    ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;
  const trust = (address: string) => address.startsWith('10.');

  it.each([
    ['is the socket’s without a proxy', from('192.0.2.1'), '192.0.2.1'],
    ['is not what a stranger claims', from('192.0.2.1', '203.0.113.9'), '192.0.2.1'],
    ['is what a trusted proxy tells', from('10.0.0.1', '203.0.113.9'), '203.0.113.9'],
    ['is the nearest stranger’s', from('10.0.0.1', '198.51.100.2, 203.0.113.9, 10.0.0.2'), '203.0.113.9'],
    ['is the farthest proxy’s if all are trusted', from('10.0.0.1', '10.0.0.3, 10.0.0.2'), '10.0.0.3'],
  ])('%s', (_name, request, expected) => {
    expect(clientAddress(request, trust)).toBe(expected);
  });
});
