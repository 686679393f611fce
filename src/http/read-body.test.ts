import { PassThrough, Readable } from 'node:stream';
import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
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
  const begin = (limit: number) => {
    const request = new PassThrough();
    const body = readBody(Object.assign(request, { headers: {} }) as unknown as Request, limit);
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

  it('are held up to a bound: the oldest is given up for the newest, and what ends makes room', async () => {
    const half = roomForBodies / 2;
    const piece = Buffer.alloc(half);
    const [finished, oldest, second, newest] = [1, 2, 3, 4].map(() => begin(roomForBodies * 2));
    const write = ({ request }: ReturnType<typeof begin>, bytes: Buffer) =>
      new Promise<void>((done) => request.write(bytes, () => done()));
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
});
