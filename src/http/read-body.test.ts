import { Readable } from 'node:stream';
import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { readJson } from './read-body.ts';

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
