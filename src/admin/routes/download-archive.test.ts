import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { createPerson, get, oldsync, type Person, signIn } from '../../../testing/person.ts';
import { StorageClient } from '../../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const path = '/v1/account/sync_data/archive';

describeOnEngines('the archive of what an account has synced', (engine) => {
  let server: TestServer;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { downloads: { patience: 500 } } });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });

  async function firefoxOf(person: Person): Promise<StorageClient> {
    const { access_token } = await signIn(server, person, { scope: oldsync });
    const { body } = await get(`${server.url}/token/1.0/sync/1.5`, {
      Authorization: `Bearer ${access_token}`,
      'X-KeyID': '1700000002000-Yw3NKWbEM2aRElRIu7JbTw',
    });
    const masterSecret = server.ctx.secrets.masterSecrets.at(-1)!;
    return new StorageClient({ url: server.url, masterSecret, uid: body.uid });
  }

  async function download(auth?: string, query = '') {
    const answer = await fetch(server.url + path + query, { headers: auth ? { Authorization: auth } : {} });
    const text = await answer.text();
    expect(text.endsWith('\n')).toBe(answer.status === 200);
    const lines = answer.status === 200 ? text.trimEnd().split('\n') : [text];
    return { status: answer.status, headers: answer.headers, lines: lines.map((line) => JSON.parse(line)) };
  }

  it('has every record as it is stored, collection by collection, and an end; and the history tells of it', async () => {
    const [person, neighbour] = [await createPerson(server), await createPerson(server)];
    const [firefox, theirs] = [await firefoxOf(person), await firefoxOf(neighbour)];
    const payload = '{"ciphertext":"käse\\u2028","IV":"x","hmac":"y"}';
    const many = Array.from({ length: 1000 }, (_, i) => ({ id: `r${i}`, payload: `${payload}${'x'.repeat(2000)}` }));
    for (const part of [0, 1, 2, 3]) {
      const records = many.map(({ id, payload: more }) => ({ id: `${id}-${part}`, payload: more }));
      expect((await firefox.post('/storage/history', records)).status).toBe(200);
    }
    expect((await firefox.put('/storage/crypto/keys', { payload, sortindex: 7 })).status).toBe(200);
    expect((await theirs.put('/storage/bookmarks/foreign', { payload: 'theirs' })).status).toBe(200);

    const { status, headers, lines } = await download(person.auth);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/jsonl');
    expect(headers.get('content-encoding')).not.toBeNull();
    expect(headers.get('cache-control')).toContain('no-store');
    expect(lines[0]).toEqual({
      format: 'foxden-sync-data',
      version: 1,
      made: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      collections: ['crypto', 'history'],
    });
    expect(lines[1]).toEqual({ collection: 'crypto', modified: expect.any(Number) });
    expect(lines[2]).toEqual({ id: 'keys', modified: lines[1].modified, sortindex: 7, payload });
    expect(lines[3]).toMatchObject({ collection: 'history' });
    expect(lines.at(-1)).toEqual({ end: true, records: 4001 });
    const { json } = await firefox.get('/storage/history?full=1');
    const byId = (list: { id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(lines.slice(4, -1))).toEqual(byId(json));
    expect(JSON.stringify(lines)).not.toContain('theirs');

    const { body } = await get(`${server.url}/v1/account/security_history`, { Authorization: person.auth });
    expect(body.events[0]).toMatchObject({ event: 'DataDownloaded' });
  });

  it('is short where nothing was synced', async () => {
    const person = await createPerson(server);
    expect((await download(person.auth)).lines).toMatchObject([{ collections: [] }, { end: true, records: 0 }]);
  });

  it('is for nobody without a session, before the second step, or of another account', async () => {
    const person = await createPerson(server);
    await (await firefoxOf(person)).put('/storage/bookmarks/a', { payload: 'mine' });
    expect(await download()).toMatchObject({ status: 401, lines: [{ errno: 110 }] });
    expect(await download(`Bearer fxs_${'0'.repeat(64)}`)).toMatchObject({ status: 401, lines: [{ errno: 110 }] });
    const { access_token } = await signIn(server, person, { scope: oldsync });
    expect((await download(`Bearer ${access_token}`)).status).toBe(401);
    const waiting = await createPerson(server, { verified: false, verificationMethod: 'totp-2fa' });
    expect(await download(waiting.auth)).toMatchObject({ status: 400, lines: [{ errno: 138 }] });
    const other = await createPerson(server);
    expect((await download(other.auth, `?uid=${person.uid}`)).lines).toHaveLength(2);
  });

  it('takes no more than a share of the places for downloads, says when to come again, and others go on', async () => {
    const [person, neighbour] = [await createPerson(server), await createPerson(server)];
    for (const each of [person, neighbour]) {
      const firefox = await firefoxOf(each);
      for (let part = 0; part < 8; part++) {
        const records = Array.from({ length: 1000 }, (_, i) => ({ id: `${part}-${i}`, payload: 'x'.repeat(2000) }));
        expect((await firefox.post('/storage/history', records)).status).toBe(200);
      }
    }
    const heads = await Promise.all(Array.from({ length: 12 }, () => begin(person.auth)));
    const statuses = heads.map((head) => head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)).sort();
    expect(statuses).toEqual([...Array(2).fill('200'), ...Array(10).fill('503')]);
    for (const head of heads.filter((each) => each.includes(' 503 '))) expect(head).toMatch(/Retry-After: 30\r\n/i);
    expect((await download(neighbour.auth)).lines.at(-1)).toEqual({ end: true, records: 8000 });
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await download(person.auth)).status).toBe(200);
  });

  /** Asks for an archive and reads no more than the beginning of the answer. */
  function begin(auth: string): Promise<string> {
    const { port, host } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${auth}\r\n\r\n`);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.once('data', (data) => {
        socket.pause();
        resolve(data.toString('latin1'));
      });
    });
  }
});
