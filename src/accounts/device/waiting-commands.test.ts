import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient } from '../../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const openUri = 'https://identity.mozilla.com/cmd/open-uri';
// Nobody listens there.
const pushHost = 'localhost:1';
const password = 'correct horse';

describeOnEngines('commands that wait for a Firefox without push (accounts.md §6.3, §6.5)', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let onNow = () => {};
  let sender: ClientAuth;
  let receiver: ClientAuth;
  let uid: string;
  let id: string;
  let count = 0;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', FOXDEN_PUSH: pushHost },
      overrides: {
        now: () => {
          onNow();
          return now;
        },
      },
    });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const user = await client.signUp(`waiting-${++count}@example.org`, password);
    uid = user.uid;
    sender = client.session(user.sessionToken);
    receiver = client.session((await client.signIn(user.email, password)).sessionToken);
    await register({}, sender);
    id = (await register({})).body.id;
    now += 60_000;
  });

  const register = (body: object, auth = receiver) =>
    client.post('/account/device', { name: 'Firefox', availableCommands: { [openUri]: 'keys' }, ...body }, auth);
  const list = () => client.get('/account/devices', receiver);
  const senderId = async () =>
    (await list()).body.find((device: { isCurrentDevice: boolean }) => !device.isCurrentDevice).id;
  const push = { pushCallback: `https://${pushHost}/wpush/one`, pushPublicKey: 'cHVibGlj', pushAuthKey: 'YXV0aA' };
  const send = (url: string) =>
    client.post('/account/devices/invoke_command', { target: id, command: openUri, payload: { url } }, sender);
  const poll = async (index = 0) => {
    const { body } = await client.get(`/account/device/commands?index=${index}`, receiver);
    return body.messages.map((message: { data: { payload: { url: string } } }) => message.data.payload.url);
  };

  it('come with the first poll when nothing was registered before', async () => {
    await send('https://a.example/');
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('stay back from every poll just after Firefox has registered within a refresh, and come with the next', async () => {
    await send('https://a.example/');
    await list();
    await register({ id });
    expect(await poll()).toEqual([]);
    now += 2900;
    expect(await poll()).toEqual([]);
    now += 200;
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('come at once after a registration that has nothing to do with a list, such as a new name', async () => {
    await send('https://a.example/');
    await register({ id, name: 'renamed' });
    expect(await poll()).toEqual(['https://a.example/']);
    await list();
    now += 61_000;
    await register({ id, name: 'renamed again' });
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('stay back also when a new name is registered in the middle of the refresh', async () => {
    await send('https://a.example/');
    await list();
    await register({ id, name: 'renamed' });
    now += 4000;
    await register({ id });
    expect(await poll()).toEqual([]);
  });

  it('stay back also when the browser has forgotten its id, or believes in another one', async () => {
    await send('https://a.example/');
    await list();
    expect((await register({})).body.id).toBe(id);
    expect(await poll()).toEqual([]);
    now += 61_000;
    await list();
    expect((await register({ id: await senderId() })).body).toMatchObject({ errno: 124, deviceId: id });
    expect(await poll()).toEqual([]);
  });

  it('come at once when the push address is good and was only repeated', async () => {
    await register({ id, ...push });
    await list();
    await send('https://a.example/');
    await register({ id, ...push });
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('stay back when the push address has expired or is another one', async () => {
    await register({ id, ...push });
    await server.ctx.db.query.updateTable('devices').set({ push_endpoint_expired: 1 }).where('id', '=', id).execute();
    await send('https://a.example/');
    await list();
    await register({ id, ...push });
    expect(await poll()).toEqual([]);
    now += 61_000;
    await list();
    await register({ id, ...push, pushCallback: `${push.pushCallback}-new` });
    expect(await poll()).toEqual([]);
  });

  it('are never kept from a phone', async () => {
    const phone = (await giveRefreshToken(server, uid)).auth;
    const phoneId = (await register({ name: 'phone' }, phone)).body.id;
    await client.get('/account/devices', phone);
    await register({ id: phoneId }, phone);
    const target = { target: phoneId, command: openUri, payload: { url: 'https://phone.example/' } };
    await client.post('/account/devices/invoke_command', target, sender);
    expect((await client.get('/account/device/commands?index=0', phone)).body.messages).toHaveLength(1);
  });

  it('come at once when the clock was set back meanwhile', async () => {
    await send('https://a.example/');
    await list();
    await register({ id });
    now -= 3_600_000;
    expect(await poll()).toEqual(['https://a.example/']);
    now += 3_600_000;
  });

  it('come again to a browser that asks again with the same index', async () => {
    await send('https://a.example/');
    expect(await poll()).toEqual(await poll());
  });

  it('come again when the answer broke off, also to a browser that has forgotten how far it has read', async () => {
    await send('https://a.example/');
    let socket: Socket | undefined;
    onNow = () => socket?.resetAndDestroy();
    const path = '/account/device/commands?index=0';
    const headers = { Authorization: client.authorization(receiver, 'GET', path) };
    const request = httpGet(`${server.url}/v1${path}`, { headers, agent: false });
    request.once('socket', (used) => (socket = used));
    await once(request, 'error');
    onNow = () => {};
    await register({});
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('do not open twice when the browser registers anew and has forgotten how far it has read (accounts.md §2.9)', async () => {
    await send('https://read.example/');
    expect(await poll()).toEqual(['https://read.example/']);
    await send('https://unread.example/');
    expect((await register({})).body.id).toBe(id);
    now += 4000;
    expect(await poll()).toEqual(['https://unread.example/']);
  });
});
