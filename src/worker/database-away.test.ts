import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../testing/mariadb.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { issueAccessToken, saveAccount, testAccount, tokenHeaders } from '../../testing/token/token-client.ts';
import { hawkMac } from '../crypto/hawk.ts';
import { randomHex } from '../crypto/random.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';

describe.skipIf(!hasMariadb())('while the database server is away (sync15.md §18.1, accounts.md §3.7)', () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  let mariadb: MariadbServer;
  let server: TestServer;
  beforeAll(async () => {
    mariadb = await startMariadb();
    const env = async () => ({ FOXDEN_DATA_DIR: dir, FOXDEN_DATABASE_URL: await mariadb.createDatabase() });
    server = await startTestServer({ name: 'mariadb', env });
  });
  afterAll(async () => {
    await server.stop();
    await mariadb.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('every kind of API answers 503 in its own shape, with Retry-After, and works again when it is back', async () => {
    const account = testAccount();
    await saveAccount(server.ctx, account);
    const headers = tokenHeaders(await issueAccessToken(server.ctx, account), account);
    expect((await fetch(`${server.url}/1.0/sync/1.5`, { headers })).status).toBe(200);
    await mariadb.kill();

    const expectAway = async (path: string, init: RequestInit, body: unknown) => {
      const response = await fetch(server.url + path, init);
      expect(response.status, path).toBe(503);
      expect(response.headers.get('retry-after'), path).toMatch(/^\d+$/);
      expect(await response.json(), path).toEqual(body);
    };
    await expectAway('/1.0/sync/1.5', { headers }, { status: 'internal-error', errors: [expect.anything()] });
    await expectAway('/1.5/1/info/collections', { headers: storageHeaders('/1.5/1/info/collections') }, 0);
    const session = { headers: { Authorization: `Bearer fxs_${randomHex(32)}` } };
    await expectAway('/v1/account/devices', session, expect.objectContaining({ code: 503, errno: 201 }));

    await mariadb.restart();
    expect((await fetch(`${server.url}/1.0/sync/1.5`, { headers })).status).toBe(200);
    const info = '/1.5/1/info/collections';
    expect((await fetch(server.url + info, { headers: storageHeaders(info) })).status).toBe(200);
  });

  function storageHeaders(target: string): Record<string, string> {
    const url = new URL(server.url);
    const { id, key } = tokenSigner(server.ctx.secrets.masterSecrets[0]!).make({
      node: server.url,
      uid: 1,
      expires: Date.now() / 1000 + 60,
      salt: 'aa',
    });
    const attributes = { ts: String(Math.floor(Date.now() / 1000)), nonce: 'abc' };
    const mac = hawkMac(key, attributes, { method: 'GET', target, host: url.hostname, port: Number(url.port) });
    return { Authorization: `Hawk id="${id}", ts="${attributes.ts}", nonce="abc", mac="${mac}"` };
  }
});
