import { PassThrough, Readable } from 'node:stream';
import type { Request } from 'express';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBody, readJson, roomForBodies } from './read-body.ts';

const requestOf = (bytes: Buffer | string) =>
  Object.assign(Readable.from([Buffer.from(bytes)]), { headers: {} }) as unknown as Request;

describe('a JSON body', () => {
  it.each([
    ['{"a":"\\ud83e\\udd8a"}', '🦊'],
    ['{"a":"🦊"}', '🦊'],
    ['{"a":"\\\\ud83e"}', '\\ud83e'],
    ['{"a":"\\u00e9"}', 'é'],
  ])('%s is taken as it is', async (text, a) => expect(await readJson(requestOf(text))).toEqual({ a }));

  it.each([
    ['half a surrogate pair', '{"a":"\\ud83e"}'],
    ['the other half', '{"a":["x",{"b":"\\uDD8A!"}]}'],
    ['one behind a backslash', '{"a":"\\\\\\ud83e"}'],
    ['one in a name', '{"\\ud83e":1}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
    ['a list', '[]'],
  ])('%s is refused', async (_name, text) => {
    await expect(readJson(requestOf(text))).rejects.toMatchObject({ reason: 'not JSON' });
  });
});

describe('bodies under way', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const begin = (limit: number, ip = '192.0.2.1') => {
    const request = new PassThrough();
    const body = readBody(Object.assign(request, { headers: {}, ip }) as unknown as Request, limit);
    const outcome = body.then(
      (bytes) => bytes.length,
      ({ reason }) => reason,
    );
    return { request, body, outcome };
  };

  it('are put together from the smallest pieces, without a limit being passed', async () => {
    const { request, body } = begin(70_000);
    const text = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256));
    for (const byte of text) request.write(Buffer.of(byte));
    request.end();
    expect((await body).equals(text)).toBe(true);

    const tooLarge = begin(70_000);
    tooLarge.request.write(text);
    tooLarge.request.write(Buffer.of(1));
    expect(await tooLarge.outcome).toBe('too large');
  });

  const write = ({ request }: ReturnType<typeof begin>, bytes: Buffer) =>
    new Promise<void>((done) => request.write(bytes, () => done()));

  it('are held up to a bound: of those that have just begun the oldest is given up, and what ends makes room', async () => {
    const half = roomForBodies / 2;
    const piece = Buffer.alloc(half);
    const [finished, oldest, second, newest] = [1, 2, 3, 4].map(() => begin(roomForBodies * 2));
    await write(finished!, piece);
    finished!.request.end();
    expect(await finished!.outcome).toBe(half);
    for (const each of [oldest!, second!]) await write(each, piece);
    await write(newest!, Buffer.of(1));
    expect(await oldest!.outcome).toBe('given up');
    for (const { request } of [second!, newest!]) request.end();
    expect([await second!.outcome, await newest!.outcome]).toEqual([half, 1]);

    const alone = begin(roomForBodies * 2);
    await write(alone, Buffer.alloc(roomForBodies + 1));
    alone.request.end();
    expect(await alone.outcome).toBe(roomForBodies + 1);
  });

  // Each has an eighth of the room.
  const piece = Buffer.alloc(roomForBodies / 8);
  const state = async ({ outcome }: ReturnType<typeof begin>) => Promise.race([outcome, Promise.resolve('under way')]);
  const end = (all: ReturnType<typeof begin>[]) => {
    for (const { request } of all) request.end();
    return Promise.all(all.map(({ outcome }) => outcome));
  };

  it('are given up where nothing comes any more, however fast it began, and not where it comes slowly', async () => {
    const slow = begin(roomForBodies, '192.0.2.9');
    await write(slow, Buffer.alloc(1000));
    const stalled = ['1', '2', '3', '4', '5', '6', '7'].map((n) => begin(roomForBodies, `192.0.2.${n}`));
    for (const each of stalled) await write(each, piece);
    for (let i = 0; i < 300; i++) {
      vi.advanceTimersByTime(1000);
      await write(slow, Buffer.alloc(1000));
    }
    const late = begin(roomForBodies, '192.0.2.8');
    await write(late, piece);
    expect(await state(stalled[0]!)).toBe('given up');
    for (const each of [slow, late, ...stalled.slice(1)]) expect(await state(each)).toBe('under way');
    expect((await end([slow, late])).sort()).toEqual([301_000, piece.length].sort());
    await end(stalled);
  });

  it('are given up by the network that holds more than all others', async () => {
    const other = begin(roomForBodies, '2001:db8::1');
    await write(other, piece);
    vi.advanceTimersByTime(60_000);
    // One person has all addresses of such a network.
    const many = ['1', '2', '3', '4', '5', '6', '7'].map((n) => begin(roomForBodies, `2001:db8:1:2::${n}`));
    for (const each of many) {
      vi.advanceTimersByTime(10_000);
      await write(each, piece);
    }
    await write(many[6]!, Buffer.of(1));
    expect(await state(many[0]!)).toBe('given up');
    expect((await end([other])).at(0)).toBe(piece.length);
    await end(many);
  });
});
