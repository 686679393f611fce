import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient } from '../../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const openUri = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines('commands between devices (accounts.md §6.5)', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let laptop: ClientAuth;
  let phone: ClientAuth;
  let laptopId: string;
  let phoneId: string;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
      overrides: { now: () => now },
    });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());
  let count = 0;
  beforeEach(async () => {
    const user = await client.signUp(`commands-${++count}@example.org`, 'pw');
    laptop = client.session(user.sessionToken);
    phone = (await giveRefreshToken(server, user.uid)).auth;
    const commands = { availableCommands: { [openUri]: 'bundle' } };
    laptopId = (await client.post('/account/device', { name: 'laptop', ...commands }, laptop)).body.id;
    phoneId = (await client.post('/account/device', { name: 'phone', ...commands }, phone)).body.id;
  });
  const invoke = (target: string, auth: ClientAuth, more: object = {}) =>
    client.post(
      '/account/devices/invoke_command',
      { target, command: openUri, payload: { encrypted: 'abc' }, ...more },
      auth,
    );
  const poll = async (auth: ClientAuth, query: string) =>
    (await client.get(`/account/device/commands?${query}`, auth)).body;

  it('sends both ways, in order, with who sent it', async () => {
    const sent = await invoke(phoneId, laptop, { payload: { encrypted: 'one' } });
    expect(sent.body).toEqual({ enqueued: true, notified: false, notifyError: expect.any(String) });
    await invoke(phoneId, laptop, { payload: { encrypted: 'two' } });
    await invoke(laptopId, phone);
    const { index, last, messages } = await poll(phone, 'index=0');
    expect(messages.map((m: { data: object }) => m.data)).toEqual([
      { command: openUri, payload: { encrypted: 'one' }, sender: laptopId },
      { command: openUri, payload: { encrypted: 'two' }, sender: laptopId },
    ]);
    expect(last).toBe(true);
    expect(messages[0].index).toBeGreaterThanOrEqual(1);
    expect(index).toBe(messages[1].index);
    expect(messages[1].index).toBeGreaterThan(messages[0].index);
    expect(await poll(phone, `index=${index + 1}`)).toEqual({ index: index + 1, last: true, messages: [] });
    expect((await poll(laptop, 'index=0')).messages).toMatchObject([{ data: { sender: phoneId } }]);
  });

  it('pages by limit, and reading deletes nothing', async () => {
    for (let i = 0; i < 3; i++) await invoke(phoneId, laptop, { payload: { encrypted: `${i}` } });
    const first = await poll(phone, 'index=0&limit=2');
    expect(first).toMatchObject({ last: false, index: first.messages[1].index });
    const rest = await poll(phone, `index=${first.index + 1}&limit=2`);
    expect(rest).toMatchObject({ last: true, messages: [{ data: { payload: { encrypted: '2' } } }] });
    expect((await poll(phone, 'index=0')).messages).toHaveLength(3);
  });

  it('answers at most 100 at once', async () => {
    for (let i = 0; i < 101; i++) await invoke(phoneId, laptop);
    const { last, messages } = await poll(phone, 'index=0&limit=1000');
    expect({ last, count: messages.length }).toEqual({ last: false, count: 100 });
  });

  it('forgets commands that have run out; the longest wait is 30 days', async () => {
    const start = now;
    await invoke(phoneId, laptop, { ttl: 10 });
    await invoke(phoneId, laptop, { ttl: 9_000_000 });
    now = start + 11_000;
    expect((await poll(phone, 'index=0')).messages).toHaveLength(1);
    now = start + 31 * 86_400_000;
    expect((await poll(phone, 'index=0')).messages).toHaveLength(0);
    now = start;
  });

  it('never uses an index twice, even after deletion', async () => {
    await invoke(phoneId, laptop);
    const [{ index }] = (await poll(phone, 'index=0')).messages;
    await server.ctx.db.query.deleteFrom('device_commands').execute();
    await invoke(phoneId, laptop);
    expect((await poll(phone, 'index=0')).messages[0].index).toBeGreaterThan(index);
  });

  it('gives an empty queue to a caller without a device: never 403, which closes Firefox for Android (accounts.md §10.3.1)', async () => {
    const user = await client.signUp(`bare-${count}@example.org`, 'pw');
    const bare = (await giveRefreshToken(server, user.uid)).auth;
    expect(await poll(bare, 'index=7')).toEqual({ index: 7, last: true, messages: [] });
    expect((await client.get('/account/devices', bare)).body).toEqual([]);
  });

  it('refuses unknown targets 400/123 and commands that the target lacks 400/157', async () => {
    expect(await invoke('0'.repeat(32), laptop)).toMatchObject({ status: 400, body: { errno: 123 } });
    expect(await invoke(phoneId, laptop, { command: 'toString' })).toMatchObject({ status: 400, body: { errno: 157 } });
    const user = await client.signUp(`foreign-${count}@example.org`, 'pw');
    expect((await invoke(phoneId, client.session(user.sessionToken))).body.errno).toBe(123);
  });

  it('carries payloads of 64 KiB and more, unchanged', async () => {
    const payload = { encrypted: 'ü'.repeat(40_000), deep: [{ a: null }] };
    expect((await invoke(phoneId, laptop, { payload })).status).toBe(200);
    expect((await poll(phone, 'index=0')).messages[0].data.payload).toEqual(payload);
    const huge = await invoke(phoneId, laptop, { payload: { encrypted: 'x'.repeat(300_000) } });
    expect(huge).toMatchObject({ status: 413, body: { code: 413, errno: 113 } });
  });

  it('refuses nonsense', async () => {
    for (const bad of [{ payload: 'x' }, { payload: undefined }, { ttl: -1 }, { ttl: 10_000_001 }, { target: 'x' }]) {
      const { status, body } = await invoke(phoneId, laptop, bad);
      expect(status, JSON.stringify(bad)).toBe(400);
      expect([107, 108]).toContain(body.errno);
    }
    const wrongIndex = await client.get('/account/device/commands?index=x', phone);
    expect(wrongIndex).toMatchObject({ status: 400, body: { errno: 107 } });
  });

  it('takes notifications for others and always answers {}', async () => {
    const payload = {
      version: 1,
      command: 'sync:collection_changed',
      data: { collections: ['clients'], reason: 'firstsync' },
    };
    for (const to of ['all', [phoneId]]) {
      const answer = await client.post('/account/devices/notify', { to, payload, TTL: 0 }, laptop);
      expect(answer).toMatchObject({ status: 200, body: {} });
    }
    expect((await client.post('/account/devices/notify', { to: 'some', payload }, laptop)).body.errno).toBe(107);
  });
});
