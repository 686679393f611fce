import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { closeCodes } from '../crypto/pairing-channel/close-codes.ts';
import type { HubLimits } from './limits.ts';
import { createChannel, joinChannel, openClient, startTestHub, type TestHub } from './test-hub.ts';

let running: TestHub | undefined;
const start = async (limits?: Partial<HubLimits>) => {
  running = await startTestHub(limits);
  return running;
};
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

/** Waits until something is so; fails with the test's own time limit if it never is. */
const until = async (isSo: () => boolean) => {
  while (!isSo()) await sleep(5);
};

describe('the channel server (accounts.md §7.2)', () => {
  it('tells whoever connects the id, and relays what one says to the other, with who said it', async () => {
    const { url } = await start();
    const one = await openClient(`${url}/v1/ws/`, { headers: { 'User-Agent': 'One', Origin: 'null' } });
    const hello = await one.next();
    expect(hello).toEqual({
      link: expect.stringMatching(/^\/v1\/ws\/[\w-]{22}$/),
      channelid: expect.stringMatching(/^[\w-]{22}$/),
    });
    const two = await openClient(url + hello.link, { headers: { 'User-Agent': 'Two' } });
    expect(await two.next()).toEqual(hello);
    two.socket.send(' aGVsbG8 \n');
    expect(await one.next()).toEqual({ message: 'aGVsbG8', sender: { ua: 'Two', remote: '127.0.0.1' } });
    one.socket.send('d29ybGQ=');
    expect(await two.next()).toEqual({ message: 'd29ybGQ=', sender: { ua: 'One', remote: '127.0.0.1' } });
  });

  it('keeps nothing for somebody who is not there yet, ignores binary frames, and never echoes', async () => {
    const { url } = await start();
    const one = await createChannel(url, { headers: {} });
    one.socket.send('bG9zdA');
    const two = await joinChannel(url, one.id);
    one.socket.send(Buffer.from('binary'));
    one.socket.send('Zmlyc3Q');
    expect(await two.next()).toEqual({ message: 'Zmlyc3Q', sender: { remote: '127.0.0.1' } });
    two.socket.send('YW5zd2Vy');
    expect((await one.next()).message).toBe('YW5zd2Vy');
  });

  it('closes a socket that asks for a channel which does not exist', async () => {
    const { url } = await start();
    const lost = await openClient(`${url}/v1/ws/${'A'.repeat(22)}`);
    expect((await lost.closed).code).toBe(closeCodes.unknownChannel);
  });

  it('answers other paths with 404', async () => {
    const { url, hub } = await start();
    for (const path of ['/', '/v1/ws/short', '/v1/wsx', `/v1/ws/${'A'.repeat(22)}/more`]) {
      await expect(openClient(url + path), path).rejects.toThrow('status 404');
    }
    expect(hub.stats()).toMatchObject({ channels: 0, sockets: 0 });
  });

  it('refuses a third one, while the two go on undisturbed', async () => {
    const { url } = await start();
    const one = await createChannel(url);
    const two = await joinChannel(url, one.id);
    const third = await openClient(`${url}/v1/ws/${one.id}`);
    expect((await third.closed).code).toBe(closeCodes.full);
    two.socket.send('dHdv');
    expect((await one.next()).message).toBe('dHdv');
  });

  it('ends for both when one that has spoken leaves, even without a goodbye', async () => {
    const { url, hub } = await start();
    const one = await createChannel(url);
    const two = await joinChannel(url, one.id);
    two.socket.send('dHdv');
    await one.next();
    two.socket.terminate();
    expect((await one.closed).code).toBe(closeCodes.peerLeft);
    await until(() => hub.stats().channels === 0);
  });

  it('goes on when a joiner leaves that has not spoken', async () => {
    const { url } = await start();
    const one = await createChannel(url);
    const curious = await joinChannel(url, one.id);
    curious.socket.close();
    await curious.closed;
    const two = await joinChannel(url, one.id);
    two.socket.send('dHdv');
    expect((await one.next()).message).toBe('dHdv');
  });

  it('delivers a goodbye before it closes', async () => {
    const { url } = await start();
    const one = await createChannel(url);
    const two = await joinChannel(url, one.id);
    two.socket.send('Ynll');
    two.socket.close();
    expect((await one.next()).message).toBe('Ynll');
    expect((await one.closed).code).toBe(closeCodes.peerLeft);
  });
});

describe('its limits', () => {
  it('ends a channel that says more than a pairing needs', async () => {
    const { url } = await start({ messages: 3 });
    const one = await createChannel(url);
    const two = await joinChannel(url, one.id);
    for (let i = 0; i < 4; i++) one.socket.send('bQ');
    for (let i = 0; i < 3; i++) await two.next();
    expect((await one.closed).code).toBe(closeCodes.tooMuch);
    expect((await two.closed).code).toBe(closeCodes.tooMuch);
  });

  it('ends a channel with more bytes than a pairing needs, and a socket with too large a frame', async () => {
    const { url } = await start({ frame: 1000, bytes: 1500 });
    const [one, large] = [await createChannel(url), await createChannel(url)];
    one.socket.send('A'.repeat(1000));
    one.socket.send('A'.repeat(1000));
    expect((await one.closed).code).toBe(closeCodes.tooMuch);
    large.socket.send('A'.repeat(1001));
    expect((await large.closed).code).toBe(1009);
  });

  it('counts what it does not relay: binary messages, white space, pings', async () => {
    const { url } = await start({ messages: 3, bytes: 1500, controls: 3 });
    const [many, large, spaces, pings] = await Promise.all([1, 2, 3, 4].map(() => createChannel(url)));
    for (let i = 0; i < 4; i++) many!.socket.send(Buffer.from('x'));
    for (let i = 0; i < 2; i++) large!.socket.send(Buffer.alloc(1000));
    for (let i = 0; i < 2; i++) spaces!.socket.send(' '.repeat(1000));
    for (let i = 0; i < 4; i++) pings!.socket.ping();
    for (const { closed } of [many!, large!, spaces!, pings!]) expect((await closed).code).toBe(closeCodes.tooMuch);
  });

  it('refuses an address that opens too many channels, but not others', async () => {
    const { url, hub } = await start({ channelsPerAddress: 2 });
    await createChannel(url);
    const second = await createChannel(url);
    expect((await (await openClient(`${url}/v1/ws/`)).closed).code).toBe(closeCodes.tooMuch);
    await createChannel(url, { localAddress: '127.0.0.2' });
    second.socket.close();
    await until(() => hub.stats().channels === 2);
    await createChannel(url);
  });

  it('refuses an address that connects too often, but not others, until the minute is over', async () => {
    const { url, wait, hub } = await start({ upgradesPerAddress: 2 });
    await createChannel(url);
    await createChannel(url);
    await expect(openClient(`${url}/v1/ws/`)).rejects.toThrow('status 429');
    await createChannel(url, { localAddress: '127.0.0.2' });
    expect(hub.stats().refused).toBe(1);
    wait(60_001);
    await createChannel(url);
  });

  it('when full, lets a half-open channel of the busiest address go, and never a pairing', async () => {
    const { url } = await start({ channels: 4 });
    const pairing = await createChannel(url, { localAddress: '127.0.0.9' });
    await joinChannel(url, pairing.id);
    const flood = [await createChannel(url), await createChannel(url), await createChannel(url)];
    const honest = await createChannel(url, { localAddress: '127.0.0.2' });
    expect((await flood[0]!.closed).code).toBe(closeCodes.tooMuch);
    // The flooding address itself gets no more room.
    expect((await (await openClient(`${url}/v1/ws/`)).closed).code).toBe(closeCodes.tooMuch);
    for (const { socket } of [pairing, honest, flood[1]!]) expect(socket.readyState).toBe(socket.OPEN);
  });

  it('ends channels that are silent or old', async () => {
    const { url, wait } = await start({ ping: 20, idle: 1000, lifetime: 3000, silence: 1e9 });
    const silent = await createChannel(url);
    const busy = await createChannel(url);
    const other = await joinChannel(url, busy.id);
    for (let i = 0; i < 3; i++) {
      wait(900);
      busy.socket.send('bQ');
      await other.next();
    }
    expect((await silent.closed).code).toBe(closeCodes.expired);
    expect(busy.socket.readyState).toBe(busy.socket.OPEN);
    wait(900);
    expect((await busy.closed).code).toBe(closeCodes.expired);
  });

  it('pings, and drops a socket that does not answer (a cut network), which ends it for the other side', async () => {
    const { url, wait } = await start({ ping: 20, silence: 60_000 });
    const one = await createChannel(url, { autoPong: false } as object);
    const two = await joinChannel(url, one.id);
    one.socket.send('bQ');
    await two.next();
    let pings = 0;
    two.socket.on('ping', () => pings++);
    await until(() => pings > 1);
    for (let i = 0; i < 7; i++) {
      wait(10_000);
      const before = pings;
      await until(() => pings > before || two.socket.readyState !== two.socket.OPEN);
    }
    expect((await one.closed).code).toBe(1006);
    expect((await two.closed).code).toBe(closeCodes.peerLeft);
  });

  it('tells both sides when the server goes away, and how many it refused only by number', async () => {
    const { url, hub, logs } = await start({ upgradesPerAddress: 2, ping: 20 });
    const one = await createChannel(url);
    const two = await joinChannel(url, one.id);
    await expect(openClient(`${url}/v1/ws/`)).rejects.toThrow('429');
    await until(() => logs.length > 0);
    expect(JSON.stringify(logs)).not.toMatch(new RegExp(`${one.id}|127\\.0\\.0`));
    await hub.close();
    expect((await one.closed).code).toBe(closeCodes.goingAway);
    expect((await two.closed).code).toBe(closeCodes.goingAway);
  });
});
