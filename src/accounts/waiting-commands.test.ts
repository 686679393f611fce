import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../testing/engines.ts';
import { type ClientAuth, FxaClient } from '../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const openUri = 'https://identity.mozilla.com/cmd/open-uri';
const password = 'correct horse';

describeOnEngines('commands that wait for a Firefox without push (accounts.md §6.3, §6.5)', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let sender: ClientAuth;
  let receiver: ClientAuth;
  let id: string;
  let count = 0;
  beforeAll(async () => {
    server = await startTestServer(engine, { env: { FOXDEN_RATE_LIMITS: 'off' }, overrides: { now: () => now } });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const user = await client.signUp(`waiting-${++count}@example.org`, password);
    sender = client.session(user.sessionToken);
    receiver = client.session((await client.signIn(user.email, password)).sessionToken);
    await register({}, sender);
    id = (await register({})).body.id;
    now += 60_000;
  });

  const register = (body: object, auth = receiver) =>
    client.post('/account/device', { name: 'Firefox', availableCommands: { [openUri]: 'keys' }, ...body }, auth);
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

  it('stay back from the one poll that Firefox does inside a refresh of its device list, and come with the next', async () => {
    await send('https://a.example/');
    await register({ id });
    expect(await poll()).toEqual([]);
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('come at once when the refresh was long ago', async () => {
    await register({ id });
    await send('https://a.example/');
    now += 4000;
    expect(await poll()).toEqual(['https://a.example/']);
  });

  it('come again to a browser that asks again with the same index', async () => {
    await send('https://a.example/');
    expect(await poll()).toEqual(await poll());
  });

  it('do not open twice when the browser registers anew and has forgotten how far it has read (§2.9)', async () => {
    await send('https://read.example/');
    expect(await poll()).toEqual(['https://read.example/']);
    await send('https://unread.example/');
    expect((await register({})).body.id).toBe(id);
    now += 4000;
    expect(await poll()).toEqual(['https://unread.example/']);
  });
});
