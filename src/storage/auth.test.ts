import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient, type StorageRequest } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { hawkPayloadHash } from '../crypto/hawk.ts';

const publicUrl = 'https://sync.example.org';
const masterSecret = 'newest-secret-0123456789';
const olderSecret = 'older-secret-0123456789';

describeOnEngines('Hawk on storage behind a proxy that hides everything (sync15.md §8)', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    const env = { FOXDEN_PUBLIC_URL: publicUrl, FOXDEN_MASTER_SECRET: `${masterSecret},${olderSecret}` };
    server = await startTestServer(engine, { env });
  });
  afterAll(() => server.stop());
  const client = (options: Partial<StorageClient['options']> = {}) =>
    new StorageClient({ url: server.url, masterSecret, uid: 5, node: publicUrl, ...options });
  const asClient = { host: 'sync.example.org', port: 443 };
  const status = async (c: StorageClient, request: StorageRequest = {}, path = '/info/collections', method = 'GET') =>
    (await c.request(method, path, { signed: asClient, ...request })).status;

  it('takes what clients sign: the public address', async () => expect(await status(client())).toBe(200));

  it('takes the address of the request itself, with its port', async () => {
    const { hostname, port } = new URL(server.url);
    expect(await status(client(), { signed: { host: hostname, port: Number(port) } })).toBe(200);
  });

  it.each([
    ['another host', { host: 'evil.example.org', port: 443 }],
    ['another port', { host: 'sync.example.org', port: 8443 }],
    ['another path', { ...asClient, target: '/1.5/5/info/quota' }],
    ['another query', { ...asClient, target: '/1.5/5/info/collections?a=1' }],
  ])('refuses a signature for %s', async (_name, signed) => expect(await status(client(), { signed })).toBe(401));

  it('signs the raw target, however it is escaped', async () => {
    const c = client();
    for (const path of [
      '/storage/col/%61%2Fb?x=%7e',
      '/storage/col?ids=a%2Cb&newer=1.5',
      '/storage/col?ids=a,b&full',
    ]) {
      expect([200, 404]).toContain(await status(c, {}, path));
    }
  });

  it('answers 401 with the body 0 and says how to sign', async () => {
    for (const header of ['', 'Basic eDp5', 'Hawk', 'Hawk id="x"', 'Hawk nonsense', 'Bearer x']) {
      const response = await fetch(`${server.url}/1.5/5/info/collections`, { headers: { Authorization: header } });
      expect([response.status, await response.json()], header).toEqual([401, 0]);
      expect(response.headers.get('www-authenticate')).toBe('Hawk');
      expect(response.headers.get('x-weave-timestamp')).toMatch(/^\d+\.\d\d$/);
    }
  });

  it('takes tokens of every master secret, and of no other', async () => {
    expect(await status(client({ masterSecret: olderSecret }))).toBe(200);
    expect(await status(client({ masterSecret: 'unknown-secret-0123456789' }))).toBe(401);
  });

  it('refuses tokens of another node', async () => {
    for (const node of ['https://other.example.org', `${publicUrl}/`, 'http://sync.example.org', '']) {
      expect(await status(client({ node })), node).toBe(401);
    }
  });

  it('refuses tokens that have ended; info/collections gives a grace of two hours', async () => {
    const now = Math.floor(Date.now() / 1000);
    const ended = client({ expires: now - 5 });
    expect(await status(ended)).toBe(200);
    for (const path of ['/info/quota', '/storage/col', '/storage/col/id'])
      expect(await status(ended, {}, path)).toBe(401);
    expect(await status(ended, {}, '/storage', 'DELETE')).toBe(401);
    expect(await status(client({ expires: now - 7300 }))).toBe(401);
    expect(await status(client({ expires: now - 7300 }))).toBe(401);
  });

  it('refuses a token for another user', async () => {
    const c = client({ uid: 6 });
    Object.defineProperty(c, 'base', { value: '/1.5/5' });
    expect(await status(c)).toBe(400);
  });

  it('takes the token without its padding', async () => {
    const c = client({ uid: 123 });
    const bare = Object.create(c, { tokenId: { value: c.tokenId.replace(/=+$/, '') } }) as StorageClient;
    const authorization = c.authorization('GET', `${c.base}/info/quota`, asClient).replace(c.tokenId, bare.tokenId);
    const response = await fetch(`${server.url}${c.base}/info/quota`, { headers: { Authorization: authorization } });
    expect(response.status).toBe(200);
  });

  it('checks the payload hash when there is one', async () => {
    const body = '{"payload":"x"}';
    const hash = hawkPayloadHash('application/json', body);
    const put = (sent: string) =>
      status(client(), { body: sent, signed: { ...asClient, hash } }, '/storage/hashed/1', 'PUT');
    expect(await put(body)).toBe(200);
    expect(await put('{"payload":"y"}')).toBe(401);
    const read = await client().request('GET', '/storage/hashed/1', { signed: asClient });
    expect(read.json.payload).toBe('x');
    expect(await status(client(), { signed: { ...asClient, hash } })).toBe(401);
    expect(await status(client(), { signed: { ...asClient, hash: hawkPayloadHash('', '') } })).toBe(200);
  });

  it('serves nodes of the Python server at /storage/1.5', async () => {
    const c = client({ node: `${publicUrl}/storage`, mount: '/storage/1.5' });
    expect(await status(c)).toBe(200);
  });

  it('logs no token', () => {
    expect(JSON.stringify(server.logs)).not.toContain(client().tokenId.slice(0, 60));
  });
});
