import { decodeProtectedHeader } from 'jose';
import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { clientIds, createPerson, get, oldsync, type Person, post } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { createJwtKeyRing } from '../config/jwt-key-ring.ts';
import { rotateJwtKey } from '../config/rotate-jwt-key.ts';
import { readSecrets } from '../config/secrets.ts';
import { findSessionCredential } from '../identity/credential-store.ts';
import { grantFxaCredentials } from './grants/fxa-credentials.ts';
import { createOAuthServer } from './server.ts';

const hour = 3_600_000;

describeOnEngines('rotation of JWT keys', (engine) => {
  const servers: TestServer[] = [];
  let time = Date.now();
  const start = async (env?: Record<string, string>) => {
    const server = await startTestServer(engine, { env, overrides: { now: () => time } });
    servers.push(server);
    return server;
  };
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

  const mint = async (server: TestServer, person: Person): Promise<string> => {
    const body = { client_id: clientIds.desktop, scope: oldsync, ttl: 86_400 };
    return (await post(`${server.url}/v1/oauth/token`, body, person.auth)).body.access_token;
  };
  const isGood = async (server: TestServer, token: string) => {
    const verified = await post(`${server.url}/v1/verify`, { token });
    const exchanged = await get(`${server.url}/1.0/sync/1.5`, {
      Authorization: `Bearer ${token}`,
      'X-KeyID': `1700000002000-${'A'.repeat(22)}`,
    });
    expect(verified.status === 200, 'OAuth and token server agree').toBe(exchanged.status === 200);
    return verified.status === 200;
  };
  const kids = async (server: TestServer) => {
    const { keys } = (await get(`${server.url}/v1/jwks`)).body as { keys: { kid: string }[] };
    return keys.map((key) => key.kid);
  };

  it('is noticed by a running worker when it meets a token under a new key', async () => {
    const server = await start();
    const person = await createPerson(server);
    const before = await mint(server, person);
    const { kid, retired } = await rotateJwtKey(server.ctx.config, time);
    const fresh = await tokenOfAnotherWorker(server, person);
    expect(decodeProtectedHeader(fresh).kid).toBe(kid);
    expect(decodeProtectedHeader(before).kid).toBe(retired);
    expect(await isGood(server, fresh)).toBe(true);
    expect(await isGood(server, before)).toBe(true);
    expect(await kids(server)).toEqual([kid, retired]);
    expect(decodeProtectedHeader(await mint(server, person)).kid).toBe(kid);
  });

  /** Signed by a worker that was started after the rotation. */
  async function tokenOfAnotherWorker(server: TestServer, person: Person): Promise<string> {
    const { ctx } = server;
    const jwtKeys = createJwtKeyRing(ctx.config, readSecrets(ctx.config)!, ctx.now);
    const found = await findSessionCredential(ctx.db, person.sessionIdHash);
    const response = await grantFxaCredentials(createOAuthServer({ ...ctx, jwtKeys }, server.url), {
      body: { client_id: clientIds.desktop, scope: oldsync },
      session: found!.credential,
      userAgent: '',
    });
    return response.access_token;
  }

  it('publishes and trusts the old key until its last token has run out', async () => {
    const server = await start();
    const person = await createPerson(server);
    const before = await mint(server, person);
    const { kid, retired } = await rotateJwtKey(server.ctx.config, time);
    await isGood(server, await tokenOfAnotherWorker(server, person));
    time += 23 * hour;
    expect(await isGood(server, before)).toBe(true);
    expect(await kids(server)).toEqual([kid, retired]);
    time += 3 * hour;
    expect(await kids(server)).toEqual([kid]);
  });

  it('needs keys that exist', async () => {
    const server = await start();
    const config = { ...server.ctx.config, dataDir: `${server.ctx.config.dataDir}/nothing` };
    await expect(rotateJwtKey(config, time)).rejects.toThrow(/started for the first time/);
  });
});
