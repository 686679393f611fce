import { createPublicKey, verify } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient, stretchV1 } from '../../../testing/fxa-client.ts';
import { type PushService, startPushService } from '../../../testing/push-service.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const openUri = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines('push messages (accounts.md §6.5)', (engine) => {
  let service: PushService;
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let uid: string;
  let email: string;
  let sender: ClientAuth;
  let receiver: ClientAuth;
  let senderId: string;
  let receiverId: string;
  let subscription: ReturnType<PushService['subscribe']>;
  beforeAll(async () => {
    service = await startPushService();
    server = await startTestServer(engine, {
      env: { FOXDEN_PUSH: service.host, FOXDEN_RATE_LIMITS: 'off' },
      overrides: { now: () => now, pushAgent: service.agent },
    });
    client = new FxaClient(server.url);
  });
  afterAll(async () => {
    await server.stop();
    await service.stop();
  });
  let count = 0;
  beforeEach(async () => {
    service.status = 201;
    email = `push-${++count}@example.org`;
    const first = await client.signUp(email, 'pw');
    uid = first.uid;
    receiver = client.session(first.sessionToken);
    sender = client.session((await client.signIn(email, 'pw')).sessionToken);
    subscription = service.subscribe();
    const commands = { availableCommands: { [openUri]: 'x' } };
    receiverId = (await client.post('/account/device', { name: 'r', ...commands, ...subscription }, receiver)).body.id;
    senderId = (await client.post('/account/device', { name: 's' }, sender)).body.id;
    expect((await service.next()).body).toEqual({
      version: 1,
      command: 'fxaccounts:device_connected',
      data: { deviceName: 's' },
    });
  });
  const invoke = () =>
    client.post(
      '/account/devices/invoke_command',
      { target: receiverId, command: openUri, payload: { encrypted: 'x' } },
      sender,
    );
  // By the sender's list: one of the receiver's own would make its registrations part of a refresh.
  const receiving = async () =>
    (await client.get('/account/devices', sender)).body.find((device: { id: string }) => device.id === receiverId);
  const expired = async () => (await receiving()).pushEndpointExpired;

  it('tell a device at once that a tab was sent, encrypted and signed (RFC 8291, RFC 8292)', async () => {
    expect((await invoke()).body).toEqual({ enqueued: true, notified: true });
    const { headers, path, body } = await service.next();
    const { messages } = (await client.get('/account/device/commands?index=0', receiver)).body;
    expect(body).toMatchObject({
      version: 1,
      command: 'fxaccounts:command_received',
      data: { command: openUri, index: messages[0].index, sender: senderId, url: expect.stringContaining(server.url) },
    });
    expect(`https://${service.host}${path}`).toBe(subscription.pushCallback);
    expect(headers['content-encoding']).toBe('aes128gcm');
    expect(Number(headers.ttl)).toBeGreaterThan(0);
    const [, jwt, publicKey] = /^vapid t=(\S+), k=(\S+)$/.exec(headers.authorization!)!;
    expect(publicKey).toBe(server.ctx.secrets.vapid.publicKey);
    const [head, claims, signature] = jwt!.split('.');
    const point = Buffer.from(publicKey!, 'base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    const isGood = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature!, 'base64url'));
    expect(isGood).toBe(true);
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString()).aud).toBe(`https://${service.host}`);
  });

  it('mark an endpoint as expired on 404 and 410, until the browser registers again', async () => {
    for (const status of [404, 410]) {
      service.status = status;
      expect((await invoke()).body).toMatchObject({ enqueued: true, notified: false });
      expect(await expired()).toBe(true);
      service.status = 201;
      expect((await invoke()).body.notified).toBe(false);
      await client.post('/account/device', { id: receiverId, ...service.subscribe() }, receiver);
      expect(await expired()).toBe(false);
      expect((await invoke()).body.notified).toBe(true);
      await service.next();
    }
    expect((await client.get('/account/device/commands?index=0', receiver)).body.messages).toHaveLength(6);
  });

  it('lose nothing when the service fails', async () => {
    service.status = 500;
    expect((await invoke()).body).toEqual({ enqueued: true, notified: false, notifyError: expect.any(String) });
    expect(await expired()).toBe(false);
    expect((await client.get('/account/device/commands?index=0', receiver)).body.messages).toHaveLength(1);
  });

  it('are repeated after the time in which a browser that refreshes its list must get nothing', async () => {
    await client.get('/account/devices', receiver);
    const renewed = { id: receiverId, ...service.subscribe() };
    await client.post('/account/device', renewed, receiver);
    await invoke();
    const { body: first } = await service.next();
    expect((await client.get('/account/device/commands?index=0', receiver)).body.messages).toEqual([]);
    expect((await service.next()).body).toEqual(first);
    now += 4000;
    expect((await client.get('/account/device/commands?index=0', receiver)).body.messages).toHaveLength(1);
  });

  it('carry what one device tells the others, as it is', async () => {
    const payload = {
      version: 1,
      command: 'sync:collection_changed',
      data: { collections: ['clients'], reason: 'sendtab' },
    };
    const notify = (to: unknown, more: object = {}) =>
      client.post('/account/devices/notify', { to, payload, TTL: 3600, ...more }, sender);
    for (const to of ['all', [receiverId]]) {
      expect((await notify(to)).body).toEqual({});
      const { headers, body } = await service.next();
      expect(body).toEqual(payload);
      expect(headers.ttl).toBe('3600');
    }
    await notify('all', { excluded: [receiverId] });
    await notify(['0'.repeat(32)]);
    await invoke();
    expect((await service.next()).body).toMatchObject({ command: 'fxaccounts:command_received' });
  });

  it('tell a device that it was signed out', async () => {
    await client.post('/account/device/destroy', { id: receiverId }, sender);
    expect((await service.next()).body).toMatchObject({
      command: 'fxaccounts:device_disconnected',
      data: { id: receiverId },
    });
  });

  it('tell of a new password and of a deleted account', async () => {
    const { authPW } = stretchV1(email, 'pw');
    const start = await client.post('/password/change/start', { email, oldAuthPW: authPW }, sender);
    const auth = client.auth('passwordChangeToken', start.body.passwordChangeToken);
    await client.post('/password/change/finish', { authPW, wrapKb: '0'.repeat(64) }, auth);
    expect((await service.next()).body).toMatchObject({ command: 'fxaccounts:password_changed' });
    const again = client.session((await client.signIn(email, 'pw')).sessionToken);
    await client.post('/account/device', { name: 'r', ...service.subscribe() }, again);
    await client.post('/account/destroy', { email, authPW });
    expect((await service.next()).body).toMatchObject({ command: 'fxaccounts:account_destroyed', data: { uid } });
  });

  it('go to no host that the owner has not named', async () => {
    const other = await startPushService();
    await client.post('/account/device', { id: receiverId, ...other.subscribe() }, receiver);
    expect((await invoke()).body).toMatchObject({ enqueued: true, notified: false });
    await setImmediate();
    expect(other.unread).toBe(0);
    expect((await receiving()).pushCallback).toBeNull();
    await other.stop();
  });
});
