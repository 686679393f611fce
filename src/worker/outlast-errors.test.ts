import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeafEmitter } from '../../testing/emitter-watch.ts';
import { freePort } from '../../testing/free-port.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { firstBytes, openRaw, upgradeRequest } from '../../testing/raw-http.ts';
import { serveFamily, workerPids } from '../../testing/serve-family.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage } from '../../testing/sync-client.ts';

// Opcode 3 is reserved, and the frame isn't masked.
const brokenFrame = Buffer.from([0x83, 0x01, 0x00]);

/** Everything that a stranger can break on a connection, each cut off with a RST at its most awkward moment. */
async function breakConnections(url: string): Promise<void> {
  const begin = `HTTP/1.1\r\nHost: localhost\r\n`;
  for (let round = 0; round < 5; round++) {
    for (const after of ['', brokenFrame]) {
      const socket = await openRaw(url, upgradeRequest('/v1/ws/'));
      expect(await firstBytes(socket)).toContain('101 Switching Protocols');
      socket.write(after);
      socket.resetAndDestroy();
    }
    const refused = [
      upgradeRequest('/v1/ws/'),
      upgradeRequest('/v1/ws/%ff'),
      upgradeRequest('/elsewhere'),
      upgradeRequest('/v1/ws/').replace('GET', 'POST'),
      upgradeRequest('/v1/ws/').replace('websocket', 'h2c'),
      upgradeRequest('/v1/ws/', 'Content-Length: 500\r\n'),
      `POST /v1/account/login ${begin}Content-Length: 5000\r\n\r\n{"email":`,
      `POST /1.5/1/storage/bookmarks ${begin}Content-Length: 5000\r\nExpect: 100-continue\r\n\r\n`,
      `POST /v1/account/login ${begin}Transfer-Encoding: chunked\r\n\r\n5\r\nab`,
      `GET / ${begin}Expect: nothing\r\n\r\n`,
      `GET /__heartbeat__ ${begin}\r\nGET / ${begin}\r\n`,
      'CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'no HTTP at all\r\n\r\n',
      Buffer.from([0x16, 0x03, 0x01, 0x00]),
    ];
    for (const text of refused) {
      const gone = await openRaw(url, text);
      if (round % 2) await Promise.race([firstBytes(gone), sleep(20)]);
      gone.resetAndDestroy();
    }
  }
}

describe('one connection can not end a worker', () => {
  const family = serveFamily();

  it('whatever breaks on it', async () => {
    const served = await family.ready();
    const before = await workerPids(served);
    await breakConnections(served.url);
    await sleep(500);
    expect((await fetch(`${served.url}/__heartbeat__`)).status).toBe(200);
    expect(await workerPids(served)).toEqual(before);
    expect((await served.status()).crashes).toBe(0);
    expect(served.output()).not.toMatch(/nothing caught/);
  });
});

describe('every emitter that a request can touch', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-emitters-'));
  let child: ChildProcess;
  let url: string;
  let mails: MailServer;
  beforeAll(async () => {
    mails = await startMailServer();
    const port = await freePort();
    url = `http://localhost:${port}`;
    const env = {
      PATH: process.env.PATH,
      FOXDEN_DATA_DIR: dataDir,
      FOXDEN_LISTEN: `127.0.0.1:${port}`,
      FOXDEN_SMTP_URL: mails.url,
      FOXDEN_MAIL_FROM: 'foxden@example.org',
    };
    child = fork(new URL('../../testing/watched-main.ts', import.meta.url), { env });
    await once(child, 'message');
  });
  afterAll(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await mails.stop();
    rmSync(dataDir, { recursive: true, maxRetries: 10 });
  });

  it('has somebody who listens to its error', async () => {
    const client = new FxaClient(url);
    const user = await client.signUp('emitter@example.org', 'a long password');
    await client.post('/password/forgot/send_otp', { email: 'emitter@example.org' });
    await client.signUp('refuse@example.org', 'a long password');
    const { sessionToken } = user;
    await client.post('/account/device', { name: 'x', type: 'desktop' }, client.session(sessionToken));
    for (const path of ['/', '/nothing', '/__version__', '/metrics', '/assets/none.js', '/profile/v1/profile']) {
      await (await fetch(url + path)).arrayBuffer();
    }
    const { words } = await mails.take('emitter@example.org', /verify_email\?uid/);
    await client.post('/recovery_email/verify_code', { uid: user.uid, code: /&code=(\w+)/.exec(words)![1] });
    const accessToken = await accessTokenOf(client, sessionToken);
    const keysChangedAt = await keysChangedAtOf(client, sessionToken);
    const storage = await openSyncStorage({ url, accessToken, kB: '00'.repeat(32), keysChangedAt });
    // Too much for the buffers of a connection, so that an answer is under way when the client goes.
    const payload = randomBytes(600_000).toString('base64');
    for (let i = 0; i < 40; i++) await storage.put(`/storage/bookmarks/${i}`, { payload });
    for (const encoding of ['identity', 'gzip', 'br', 'zstd']) {
      const target = `${storage.base}/storage/bookmarks?full=1`;
      const text = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ${encoding}\r\nAuthorization: ${storage.authorization('GET', target)}\r\n\r\n`;
      const reader = await openRaw(url, text);
      expect(await firstBytes(reader)).toContain('200 OK');
      reader.resetAndDestroy();
    }
    await breakConnections(url);
    await sleep(300);
    const tell = async () => {
      child.send('tell');
      return ((await once(child, 'message')) as [{ deaf: DeafEmitter[]; seen: number }])[0];
    };
    await expect.poll(async () => (await tell()).seen).toBeGreaterThan(300);
    const { deaf } = await tell();
    expect(deaf.map(({ name, stack }) => `${name}\n${stack}`)).toEqual([]);
    expect(child.exitCode).toBe(null);
  });
});
