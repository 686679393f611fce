import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { PairingChannel } from './channel.ts';
import { closeCodes } from './close-codes.ts';

const key = new Uint8Array(32).fill(7);
const id = 'a'.repeat(22);

describe('a pairing channel over WebSockets (accounts.md §7.2, §7.4)', () => {
  /** The smallest channel server: one channel, everybody hears everybody else. */
  let server: WebSocketServer;
  let members: WebSocket[];
  let base: string;
  let frames: string[];

  beforeEach(async () => {
    members = [];
    frames = [];
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket, request) => {
      if (request.url !== '/v1/ws/' && request.url !== `/v1/ws/${id}`) {
        socket.close(closeCodes.unknownChannel);
        return;
      }
      members.push(socket);
      socket.send(JSON.stringify({ link: `/v1/ws/${id}`, channelid: id }));
      socket.on('message', (data) => {
        frames.push(String(data));
        const frame = JSON.stringify({ message: String(data), sender: { ua: 'Test' } });
        for (const other of members) if (other !== socket) other.send(frame);
      });
    });
    await new Promise((resolve) => server.once('listening', resolve));
    base = `ws://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  afterEach(() => {
    for (const member of members) member.terminate();
    server.close();
  });

  it('carries messages both ways, which wait until they are asked for', async () => {
    const authority = await PairingChannel.create(base, key);
    expect(authority.id).toBe(id);
    const supplicant = await PairingChannel.join(base, authority.id, key);
    await supplicant.send('pair:supp:request', { scope: 'profile' });
    await supplicant.send('pair:supp:authorize', {});
    expect(await authority.next()).toEqual({
      message: 'pair:supp:request',
      data: { scope: 'profile' },
      sender: { ua: 'Test' },
    });
    expect((await authority.next()).message).toBe('pair:supp:authorize');
    await authority.send('pair:auth:metadata', {});
    expect((await supplicant.next()).message).toBe('pair:auth:metadata');
    // Nobody on the way can read it (accounts.md §7.2: ten messages with the close make a pairing).
    expect(frames.map((frame) => Buffer.from(frame, 'base64url').toString('latin1')).join()).not.toContain('pair:');
  });

  it('ends for both after a goodbye, and what was said before can still be read', async () => {
    const authority = await PairingChannel.create(base, key);
    const supplicant = await PairingChannel.join(base, id, key);
    await authority.send('pair:auth:authorize', { code: 'c' });
    await authority.close();
    expect(await supplicant.ended).toBe('closed by peer');
    expect((await supplicant.next()).data).toEqual({ code: 'c' });
    await expect(supplicant.next()).rejects.toMatchObject({ end: 'closed by peer' });
    expect(await authority.ended).toBe('closed');
    await expect(authority.send('late', {})).rejects.toThrow();
  });

  it('is refused for both with a wrong key', async () => {
    const authority = await PairingChannel.create(base, key);
    const wrong = PairingChannel.join(base, id, key.with(0, 8) as typeof key);
    await expect(wrong).rejects.toMatchObject({ end: 'not secure' });
    expect(await authority.ended).toBe('not secure');
  });

  it('ends when somebody on the way changes a message', async () => {
    const authority = await PairingChannel.create(base, key);
    await PairingChannel.join(base, id, key);
    while (frames.length < 5) await sleep(5);
    members[0]!.send(JSON.stringify({ message: 'FwMDABAAAAAAAAAAAAAAAAAAAAAA', sender: {} }));
    expect(await authority.ended).toBe('not secure');
  });

  it.each([
    [closeCodes.unknownChannel, 'unknown'],
    [closeCodes.expired, 'expired'],
    [closeCodes.full, 'full'],
    [closeCodes.tooMuch, 'refused'],
    [closeCodes.goingAway, 'server restart'],
    [closeCodes.peerLeft, 'lost'],
  ])('puts close code %i into words: %s', async (code, end) => {
    const authority = await PairingChannel.create(base, key);
    const next = authority.next();
    members[0]!.close(code);
    await expect(next).rejects.toMatchObject({ end });
  });

  it('tells that a channel does not exist, and that the server is not there', async () => {
    await expect(PairingChannel.join(base, 'b'.repeat(22), key)).rejects.toMatchObject({ end: 'unknown' });
    await expect(PairingChannel.join('ws://127.0.0.1:1', id, key)).rejects.toMatchObject({ end: 'lost' });
  });
});
