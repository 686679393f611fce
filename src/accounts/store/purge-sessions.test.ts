import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { clientToken, FxaClient } from '../../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { purgeIdleSessions } from './purge-sessions.ts';

const day = 86_400_000;

describeOnEngines('the purge of sessions', (engine) => {
  let server: TestServer;
  let now = Date.now();
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => now } });
  });
  afterAll(() => server.stop());

  it('removes those that nobody holds, and none that somebody lives on', async () => {
    const client = new FxaClient(server.url);
    const user = await client.signUp('purge@example.org', 'pw');
    const browser = client.session(user.sessionToken);
    await client.post('/account/device', { name: 'x' }, browser);
    const forgotten = client.session((await client.signIn('purge@example.org', 'pw')).sessionToken);
    const { sessionToken } = await client.signIn('purge@example.org', 'pw');
    const companion = client.session(sessionToken);
    const phone = await giveRefreshToken(server, user.uid);
    const idHash = createHash('sha256').update(clientToken('sessionToken', sessionToken).id).digest('hex');
    await server.ctx.db.query
      .updateTable('refresh_tokens')
      .set({ session_id_hash: idHash })
      .where('token_hash', '=', phone.hash)
      .execute();
    expect(await purgeIdleSessions(server.ctx)).toBe(0);
    now += 29 * day;
    expect(await purgeIdleSessions(server.ctx)).toBe(1);
    expect((await client.get('/session/status', browser)).status).toBe(200);
    expect((await client.get('/account/devices', phone.auth)).status).toBe(200);
    expect((await client.get('/session/status', companion)).status).toBe(200);
    expect((await client.get('/session/status', forgotten)).status).toBe(401);
  });
});
