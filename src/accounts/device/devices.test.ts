import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn } from '../../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const password = 'correct horse';
const openUri = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines('devices', (engine) => {
  let server: TestServer;
  let desktop: FxaClient;
  let rust: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    desktop = new FxaClient(server.url, { headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/153.0' } });
    rust = new FxaClient(server.url, { scheme: 'bearer', headers: { 'user-agent': 'Firefox-iOS-FxA/24' } });
  });
  afterAll(() => server.stop());
  let count = 0;
  beforeEach(async () => {
    user = await desktop.signUp(`devices-${++count}@example.org`, password);
    session = desktop.session(user.sessionToken);
  });
  const register = (body: object, auth = session) => desktop.post('/account/device', body, auth);
  const list = async (auth = session) => (await desktop.get('/account/devices', auth)).body;
  const anotherSession = async () => desktop.session((await desktop.signIn(user.email, password)).sessionToken);

  describe('registering (accounts.md §6.2)', () => {
    it('makes a record the first time and changes it afterwards, as desktop does twice around sign-in', async () => {
      const first = await register({ name: '’s Firefox on vm', type: 'desktop', availableCommands: {} });
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({ name: '’s Firefox on vm', type: 'desktop', availableCommands: {} });
      expect(first.body.id).toMatch(/^[0-9a-f]{32}$/);
      expect(first.body.createdAt).toBeGreaterThan(1_600_000_000_000);
      const commands = { [openUri]: '{"kid":"é","IV":"a b","hmac":"\\u0041"}' };
      const second = await register({ id: first.body.id, name: 'renamed', availableCommands: commands });
      expect(second.body).toMatchObject({ id: first.body.id, name: 'renamed', availableCommands: commands });
      expect(second.body.createdAt).toBeUndefined();
      const third = await register({ name: 'no id' });
      expect(third.body.id).toBe(first.body.id);
      expect(await list()).toHaveLength(1);
      expect((await list())[0].availableCommands).toEqual(commands);
    });

    it('has every field that the Rust client needs, for a phone with a refresh token (accounts.md §6.1, §6.4)', async () => {
      const { auth } = await giveRefreshToken(server, user.uid);
      const { body } = await rust.post('/account/device', { name: null, availableCommands: { [openUri]: 'x' } }, auth);
      expect(body).toMatchObject({ type: 'mobile', pushEndpointExpired: false, availableCommands: { [openUri]: 'x' } });
      expect(body.name).toBe('Firefox 24 on iOS');
      const [device] = await list(auth);
      expect(device).toMatchObject({ isCurrentDevice: true, location: {}, pushEndpointExpired: false, type: 'mobile' });
      expect(device.lastAccessTime).toBeGreaterThan(1_600_000_000_000);
    });

    it('takes a session that waits for a mailed code, whose keys stay locked (accounts.md §10.2.15)', async () => {
      await server.ctx.db.query
        .updateTable('sessions')
        .set({ verified: 0, verification_method: 'email-otp' })
        .where('uid', '=', user.uid)
        .execute();
      expect((await register({ name: 'early' })).status).toBe(200);
      const body = { client_id: '5882386c6d801776', scope: 'https://identity.mozilla.com/apps/oldsync' };
      expect((await desktop.post('/account/scoped-key-data', body, session)).body.errno).toBe(138);
      expect((await desktop.get('/account/attached_clients', session)).status).toBe(200);
      expect((await desktop.get('/account/device/commands?index=0', session)).status).toBe(200);
    });

    it('binds the old device to the new session after a sign-in (accounts.md §2.10, §10.2.17)', async () => {
      const { body: device } = await register({ name: 'old', availableCommands: { [openUri]: 'k' } });
      const later = await anotherSession();
      const again = await register({ id: device.id, name: 'old' }, later);
      expect(again).toMatchObject({ status: 200, body: { id: device.id, availableCommands: { [openUri]: 'k' } } });
      expect((await list(later))[0]).toMatchObject({ id: device.id, isCurrentDevice: true });
      expect((await list(session))[0]).toMatchObject({ id: device.id, isCurrentDevice: false });
    });

    it('answers 400/124 when the session has another device, 400/123 to unknown ids, never 404', async () => {
      const { body: mine } = await register({ name: 'mine' });
      const { body: other } = await register({ name: 'other' }, await anotherSession());
      const conflict = await register({ id: other.id });
      expect(conflict).toMatchObject({ status: 400, body: { code: 400, errno: 124, deviceId: mine.id } });
      const unknown = await register({ id: '0'.repeat(32) });
      expect(unknown).toMatchObject({ status: 400, body: { code: 400, errno: 123 } });
    });

    it('does not hand over a device of somebody else', async () => {
      const { body: mine } = await register({ name: 'mine' });
      const stranger = await desktop.signUp(`stranger-${count}@example.org`, password);
      const stolen = await register({ id: mine.id, name: 'stolen' }, desktop.session(stranger.sessionToken));
      expect(stolen.body.errno).toBe(123);
      expect((await list())[0].name).toBe('mine');
    });

    it('keeps push fields of allowed services byte by byte, and none of others (accounts.md §6.3, §6.5)', async () => {
      const push = {
        pushCallback: 'https://updates.push.services.mozilla.com/wpush/v1/gAAA?x=%2F',
        pushPublicKey: `B${'A'.repeat(86)}`,
        pushAuthKey: 'A'.repeat(22),
      };
      expect((await register({ name: 'p', ...push })).body).toMatchObject(push);
      const other = { ...push, pushCallback: 'https://192.168.1.1/x' };
      expect((await register(other)).body).toMatchObject({ pushCallback: null, pushEndpointExpired: false });
      expect((await register({ ...push, pushAuthKey: undefined })).body.errno).toBe(107);
      expect((await register({ ...push, pushCallback: 'http://updates.push.services.mozilla.com/' })).body.errno).toBe(
        107,
      );
    });

    it('refuses nonsense and changes nothing', async () => {
      await register({ name: 'fine', availableCommands: { a: 'b' } });
      for (const bad of [
        { name: 'x'.repeat(256) },
        { name: 7 },
        { id: 'xyz' },
        { availableCommands: { a: 1 } },
        { availableCommands: ['a'] },
        { availableCommands: { a: 'x'.repeat(2049) } },
        { availableCommands: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}`, 'x'.repeat(1000)])) },
      ]) {
        expect(await register(bad), JSON.stringify(bad).slice(0, 60)).toMatchObject({
          status: 400,
          body: { errno: 107 },
        });
      }
      expect(await list()).toMatchObject([{ name: 'fine', availableCommands: { a: 'b' } }]);
    });

    it('makes one record of several requests at once', async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => register({ name: `${i}` })));
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await list()).toHaveLength(1);
    });

    it('takes the longest device name, of any script', async () => {
      const name = '🦊'.repeat(127);
      expect((await register({ name })).body.name).toBe(name);
      expect((await list())[0].name).toBe(name);
    });
  });

  describe('listing (accounts.md §6.3)', () => {
    it('marks one device as current and leaves idle ones out', async () => {
      await register({ name: 'mine' });
      await register({ name: 'other' }, await anotherSession());
      const all = await list();
      expect(all.filter((d: { isCurrentDevice: boolean }) => d.isCurrentDevice)).toHaveLength(1);
      expect(all).toHaveLength(2);
      const future = Date.now() + 1e6;
      const { body } = await desktop.get(`/account/devices?filterIdleDevicesTimestamp=${future}`, session);
      expect(body.map((d: { name: string }) => d.name)).toEqual(['mine']);
    });

    it('needs three statements: one for the caller, one that notes the refresh', async () => {
      await register({ name: 'mine' });
      server.statements.length = 0;
      await list();
      expect(server.statements).toHaveLength(3);
    });
  });

  describe('removing (accounts.md §3.5, §5.8)', () => {
    it('ends the session of the device', async () => {
      const later = await anotherSession();
      const { body: other } = await register({ name: 'other' }, later);
      expect(await desktop.post('/account/device/destroy', { id: other.id }, session)).toMatchObject({
        status: 200,
        body: {},
      });
      expect((await desktop.get('/session/status', later)).body.errno).toBe(110);
      expect((await desktop.post('/account/device/destroy', { id: other.id }, session)).body.errno).toBe(123);
    });

    it('ends the refresh token of a phone that signs itself out (accounts.md §9.4)', async () => {
      const { auth } = await giveRefreshToken(server, user.uid);
      await rust.post('/account/device', { name: 'phone', type: 'mobile' }, auth);
      const current = (await list(auth)).find((d: { isCurrentDevice: boolean }) => d.isCurrentDevice);
      expect((await rust.post('/account/device/destroy', { id: current.id }, auth)).status).toBe(200);
      expect(await rust.get('/account/devices', auth)).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
      expect((await desktop.get('/session/status', session)).status).toBe(200);
    });

    it('leaves devices of others alone', async () => {
      const { body: mine } = await register({ name: 'mine' });
      const stranger = await desktop.signUp(`other-${count}@example.org`, password);
      const auth = desktop.session(stranger.sessionToken);
      expect((await desktop.post('/account/device/destroy', { id: mine.id }, auth)).body.errno).toBe(123);
      expect(await list()).toHaveLength(1);
    });
  });

  describe('attached clients (accounts.md §6.6)', () => {
    it('merges sessions, devices and refresh tokens, newest first', async () => {
      await register({ name: 'desk' });
      const { auth, hash } = await giveRefreshToken(server, user.uid);
      await rust.post('/account/device', { name: 'phone' }, auth);
      await anotherSession();
      const { body } = await desktop.get('/account/attached_clients', session);
      expect(body).toHaveLength(3);
      const by = (name: string) => body.find((client: { name: string }) => client.name === name);
      expect(by('desk')).toMatchObject({
        clientId: null,
        isCurrentSession: true,
        deviceType: 'desktop',
        os: 'Windows',
      });
      expect(by('phone')).toMatchObject({
        clientId: 'a2270f727f45f648',
        refreshTokenId: hash,
        isCurrentSession: false,
      });
      expect(by('Firefox 153 on Windows')).toMatchObject({ deviceId: null, deviceType: null, scope: null });
      for (const client of body) {
        for (const key of ['userAgent', 'createdTimeFormatted', 'lastAccessTimeFormatted']) {
          expect(client[key], key).toBeTypeOf('string');
        }
        expect(client.location).toEqual({});
      }
      const times = body.map((client: { lastAccessTime: number }) => client.lastAccessTime);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      const apps = await desktop.get('/account/attached_oauth_clients', session);
      expect(apps.body).toEqual([{ clientId: 'a2270f727f45f648', lastAccessTime: expect.any(Number) }]);
    });

    it('signs each kind out by what the list says about it', async () => {
      const later = await anotherSession();
      const { auth } = await giveRefreshToken(server, user.uid);
      const { body } = await desktop.get('/account/attached_clients', session);
      for (const client of body.filter((c: { isCurrentSession: boolean }) => !c.isCurrentSession)) {
        const { clientId, deviceId, sessionTokenId, refreshTokenId } = client;
        const ids = { clientId, deviceId, sessionTokenId, refreshTokenId };
        expect((await desktop.post('/account/attached_client/destroy', ids, session)).status).toBe(200);
      }
      expect((await desktop.get('/session/status', later)).body.errno).toBe(110);
      expect((await rust.get('/account/devices', auth)).body.errno).toBe(110);
      expect((await desktop.get('/account/attached_clients', session)).body).toHaveLength(1);
    });

    it('cannot sign strangers out, and says 107 when nobody is named', async () => {
      const stranger = await desktop.signUp(`victim-${count}@example.org`, password);
      const auth = desktop.session(stranger.sessionToken);
      const { hash } = await giveRefreshToken(server, stranger.uid);
      const [client] = (await desktop.get('/account/attached_clients', auth)).body;
      for (const ids of [{ sessionTokenId: client.sessionTokenId ?? '0'.repeat(64) }, { refreshTokenId: hash }]) {
        expect((await desktop.post('/account/attached_client/destroy', ids, session)).body.errno).toBe(123);
      }
      expect((await desktop.get('/account/attached_clients', auth)).body).toHaveLength(2);
      expect((await desktop.post('/account/attached_client/destroy', {}, session)).body.errno).toBe(107);
    });
  });
});
