import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage, signInPhone } from '../../testing/sync-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';

describeOnEngines('the device in a storage token', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    const env = { FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'off', FOXDEN_TIME_MACHINE: 'on' };
    server = await startTestServer(engine, { env });
  });
  afterAll(() => server.stop());

  it('is that of the session or of the refresh token, once it has registered; what it writes over is kept under its id', async () => {
    const client = new FxaClient(server.url, { scheme: 'bearer' });
    const user = await client.signUp('devices@example.org', 'pw');
    const keysChangedAt = await keysChangedAtOf(client, user.sessionToken);
    const open = (accessToken: string) =>
      openSyncStorage({ url: server.url, publicUrl: server.url, accessToken, kB: user.kB, keysChangedAt });
    const openDesktop = async () => open(await accessTokenOf(client, user.sessionToken));
    const deviceOf = ({ tokenId }: { tokenId: string }) =>
      tokenSigner(server.ctx.secrets.masterSecrets[0]!).open(tokenId)!.payload.device;

    const page = await openDesktop();
    expect(deviceOf(page)).toBeUndefined();
    const laptop = { name: 'Laptop', type: 'desktop', availableCommands: {} };
    const laptopId = (await client.post('/account/device', laptop, client.session(user.sessionToken))).body.id;
    const desktop = await openDesktop();
    expect(deviceOf(desktop)).toBe(laptopId);

    const { access_token, refresh_token } = await signInPhone(client, user);
    expect(deviceOf(await open(access_token))).toBeUndefined();
    const auth = { scheme: 'header', value: `Bearer ${refresh_token}` } as const;
    const phoneId = (await client.post('/account/device', { name: 'Phone', type: 'mobile' }, auth)).body.id;
    expect(phoneId).not.toBe(laptopId);
    const phone = await open(access_token);
    expect(deviceOf(phone)).toBe(phoneId);

    await page.put('/versions', { on: true });
    for (const [i, each] of [page, desktop, phone, page].entries()) {
      await each.put('/storage/bookmarks/a', { payload: `${i}` });
    }
    const versions = (await page.get('/versions/bookmarks')).json as { payload: string; deviceId?: string }[];
    expect(versions.map(({ payload, deviceId }) => [payload, deviceId])).toEqual([
      ['0', laptopId],
      ['1', phoneId],
      ['2', undefined],
    ]);
  });

  it('a sync is a contact of its device, noted with its storage token', async () => {
    const client = new FxaClient(server.url, { scheme: 'bearer' });
    const user = await client.signUp('contact@example.org', 'pw');
    const keysChangedAt = await keysChangedAtOf(client, user.sessionToken);
    const open = (accessToken: string) =>
      openSyncStorage({ url: server.url, publicUrl: server.url, accessToken, kB: user.kB, keysChangedAt });
    await client.post('/account/device', { name: 'Laptop', type: 'desktop' }, client.session(user.sessionToken));
    const ofLaptop = await accessTokenOf(client, user.sessionToken);
    const { access_token: ofPhone, refresh_token } = await signInPhone(client, user);
    const auth = { scheme: 'header', value: `Bearer ${refresh_token}` } as const;
    await client.post('/account/device', { name: 'Phone', type: 'mobile' }, auth);

    const { query } = server.ctx.db;
    const contacts = async () => {
      const devices = await query
        .selectFrom('devices')
        .leftJoin('sessions', 'sessions.id_hash', 'devices.session_id_hash')
        .leftJoin('refresh_tokens', 'refresh_tokens.token_hash', 'devices.refresh_token_hash')
        .select(['last_access_at', 'last_used_at'])
        .where('devices.uid', '=', user.uid)
        .orderBy('devices.name')
        .execute();
      return devices.map(({ last_access_at, last_used_at }) => last_access_at ?? last_used_at);
    };
    const long = Date.now() - 3_600_000;
    await query.updateTable('sessions').set({ last_access_at: long }).where('uid', '=', user.uid).execute();
    await query.updateTable('refresh_tokens').set({ last_used_at: long }).where('uid', '=', user.uid).execute();
    await open(ofPhone);
    expect(await contacts()).toEqual([long, expect.toSatisfy((at) => at > long)]);
    await open(ofLaptop);
    expect((await contacts())[0]).toBeGreaterThan(long);
    // What was noted a moment ago is not written down anew.
    server.statements.length = 0;
    await open(ofLaptop);
    await open(ofPhone);
    expect(server.statements.filter((each) => /^update/i.test(each))).toEqual([]);
  });
});
