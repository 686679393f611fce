import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../testing/engines.ts';
import { FxaClient } from '../testing/fxa-client.ts';
import { giveRefreshToken } from '../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { purgeAccounts } from './purge.ts';

const day = 86_400_000;
const openUri = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines('the purge of accounts', (engine) => {
  let server: TestServer;
  let now = Date.now();
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => now } });
  });
  afterAll(() => server.stop());

  it('removes what has run out and nothing that somebody lives on', async () => {
    const client = new FxaClient(server.url);
    const user = await client.signUp('purge@example.org', 'pw');
    const browser = client.session(user.sessionToken);
    const device = { name: 'x', availableCommands: { [openUri]: 'x' } };
    const { body } = await client.post('/account/device', device, browser);
    const forgotten = client.session((await client.signIn('purge@example.org', 'pw')).sessionToken);
    const companion = client.session((await client.signIn('purge@example.org', 'pw')).sessionToken);
    const phone = await giveRefreshToken(server, user.uid);
    const [newest] = await server.ctx.db.query
      .selectFrom('sessions')
      .selectAll()
      .orderBy('created_at', 'desc')
      .execute();
    await client.get('/session/status', companion);
    await server.ctx.db.query
      .updateTable('refresh_tokens')
      .set({ session_id_hash: newest!.id_hash })
      .where('token_hash', '=', phone.hash)
      .execute();
    await client.post('/password/forgot/send_code', { email: 'purge@example.org' });
    const command = { target: body.id, command: openUri, payload: {}, ttl: 60 };
    await client.post('/account/devices/invoke_command', command, browser);

    expect(Object.values(await purgeAccounts(server.ctx)).every((count) => count === 0)).toBe(true);
    now += 29 * day;
    const report = await purgeAccounts(server.ctx);
    expect(report).toMatchObject({ sessions: 1, device_commands: 1, account_codes: 1 });
    expect(report.account_tokens).toBeGreaterThan(0);
    expect((await client.get('/session/status', browser)).status).toBe(200);
    expect((await client.get('/account/devices', phone.auth)).status).toBe(200);
    const left = [forgotten, companion].map(async (auth) => (await client.get('/session/status', auth)).status);
    expect((await Promise.all(left)).sort()).toEqual([200, 401]);
  });
});
