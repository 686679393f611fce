import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { paleMoon } from '../../../testing/legacy/client-profiles.ts';
import { PairingClient } from '../../../testing/legacy/pairing-client.ts';
import { Requests } from '../../../testing/legacy/requests.ts';
import { requestContext } from '../../http/request-context.ts';
import { createLogger, type LogRecord } from '../../log/logger.ts';
import { type HubServer, startHubServer } from '../../pairing/hub-server.ts';
import { socketPath } from '../../pairing/hub-socket.ts';
import { createChannel } from '../../pairing/test-hub.ts';
import { handUpgradesToHub } from '../../pairing/upgrade-proxy.ts';
import { answerRequests } from './answer-requests.ts';
import { keyExchangeRouter } from './hand-over.ts';

const id = 'a'.repeat(256);

describe('two workers and the key exchange', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-exchange-'));
  const keyExchange = { onlyObserves: false, exempt: [] as string[] };
  const accounts = { mode: 'embedded' as const };
  const config = { dataDir, rateLimits: true, publicUrl: 'https://x.example', legacy: true, accounts, keyExchange };
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'info');
  const workers: Server[] = [];
  const urls: string[] = [];
  let hub: HubServer | undefined;

  async function startWorker(settings: typeof config, trusted: string): Promise<string> {
    const app = express();
    app.set('trust proxy', trusted);
    app.use(requestContext(log));
    app.use(keyExchangeRouter({ config: settings, hubSocket: socketPath(dataDir) }));
    const worker = createServer(app);
    handUpgradesToHub(worker, { config: settings, log }, () => false);
    await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
    workers.push(worker);
    return `http://127.0.0.1:${(worker.address() as AddressInfo).port}`;
  }

  beforeAll(async () => {
    for (const trusted of ['127.0.0.1', '192.0.2.1']) urls.push(await startWorker(config, trusted));
  });
  afterEach(async () => {
    await hub?.close();
    hub = undefined;
    logs.length = 0;
  });
  afterAll(() => {
    for (const worker of workers) {
      worker.closeAllConnections();
      worker.close();
    }
    rmSync(dataDir, { recursive: true });
  });
  const startHub = async (settings: typeof config = config) => {
    hub = await startHubServer({ config: settings, log }, answerRequests({ config: settings, log }));
  };
  const ask = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { 'X-KeyExchange-Id': id, ...init.headers } });

  it('let two devices meet that come to different workers', async () => {
    await startHub();
    const times = { poll: 5, tries: 500, firstTries: 500, lastTries: 500 };
    const [one, two] = [new Requests(paleMoon.userAgent), new Requests(paleMoon.userAgent)];
    const credentials = { account: 'a@b.example', password: 'sésame ☃', synckey: 'x', serverURL: 'https://x.example/' };
    let sent: Promise<void> | undefined;
    const received = await new PairingClient(one, `${urls[0]}/jpake/`, times).receive((pin) => {
      sent = new PairingClient(two, `${urls[1]}/jpake/`, times).send(pin, credentials);
    });
    await sent;
    expect(received).toEqual(credentials);
    expect(JSON.stringify(logs)).not.toMatch(/gx1|sésame/);
    for (const requests of [one, two]) requests.close();
  });

  it('pass tags and messages byte for byte, and the channel beside the other pairings', async () => {
    await startHub();
    const channel = await (await ask(`${urls[0]}/jpake/new_channel`)).json();
    const message = JSON.stringify({ type: 'receiver1', payload: 'é€'.repeat(1500) });
    const etag = `"${createHash('md5').update(message).digest('hex')}"`;
    const put = await ask(`${urls[0]}/jpake/${channel}`, {
      method: 'PUT',
      body: message,
      headers: { 'If-None-Match': '*' },
    });
    expect([put.status, put.headers.get('etag')]).toEqual([200, etag]);
    const got = await ask(`${urls[1]}/jpake/${channel}`, { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect([got.status, got.headers.get('etag'), got.headers.get('content-encoding')]).toEqual([200, etag, null]);
    expect(await got.text()).toBe(message);
    const polled = await ask(`${urls[1]}/jpake/${channel}`, { headers: { 'If-None-Match': etag } });
    expect([polled.status, polled.headers.get('etag')]).toEqual([304, etag]);
    const socket = await createChannel(urls[0]!.replace('http', 'ws'));
    expect(hub!.stats().channels).toBe(1);
    socket.socket.close();
  });

  it("count by the client's true address, which clients can not fake", async () => {
    await startHub();
    // One worker trusts the proxy that these requests seem to come from, the other doesn't.
    const from = (url: string, address: string) =>
      ask(`${url}/jpake/new_channel`, { headers: { 'X-Forwarded-For': address } }).then(({ status }) => status);
    for (let i = 0; i < 20; i++) expect(await from(urls[0]!, '203.0.113.9')).toBe(200);
    expect(await from(urls[0]!, '203.0.113.9')).toBe(403);
    expect(await from(urls[0]!, '203.0.113.10')).toBe(200);
    for (let i = 0; i < 20; i++) expect(await from(urls[1]!, `203.0.113.${i}`)).toBe(200);
    expect(await from(urls[1]!, '203.0.113.99')).toBe(403);
  });

  it('refuse a message that is too large, however it comes', async () => {
    await startHub();
    const channel = await (await ask(`${urls[0]}/jpake/new_channel`)).json();
    const large = 'x'.repeat(2_000_000);
    expect((await ask(`${urls[0]}/jpake/${channel}`, { method: 'PUT', body: large })).status).toBe(413);
    const stream = new Blob([large]).stream();
    const chunked = await ask(`${urls[0]}/jpake/${channel}`, {
      method: 'PUT',
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  it('log refusals with the id of the request, and no channel', async () => {
    await startHub();
    const answer = await ask(`${urls[0]}/jpake/zw3x`);
    expect(answer.status).toBe(404);
    const found = logs.filter(({ fields }) => fields.requestId === answer.headers.get('x-request-id'));
    expect(found.map(({ message }) => message).sort()).toEqual(['KeyExchangeUnknownChannel', 'request refused']);
    expect(JSON.stringify(logs)).not.toContain('zw3x');
  });

  it('answer 503 while the hub is away, and work again with the next one', async () => {
    const away = await ask(`${urls[0]}/jpake/new_channel`);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    await startHub();
    expect((await ask(`${urls[0]}/jpake/new_channel`)).status).toBe(200);
  });

  it('have no such routes where there is no Sync 1.1, and neither has the hub', async () => {
    const off = { ...config, legacy: false };
    await startHub(off);
    expect(await (await ask(`${await startWorker(off, '127.0.0.1')}/jpake/new_channel`)).text()).toContain(
      'Cannot GET',
    );
    expect((await ask(`${urls[0]}/jpake/new_channel`)).status).toBe(404);
  });
});
