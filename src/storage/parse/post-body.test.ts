import { describe, expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { storageLimits } from '../../config/storage-limits.ts';
import { StorageError } from '../../http/errors/storage-error.ts';
import { parsePostBody } from './post-body.ts';

const limits = { ...storageLimits(3), max_post_bytes: 20, max_record_payload_bytes: 10 };
const parse = (body: unknown, collection = 'col') =>
  parsePostBody(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), 'json', collection, limits);
const parseLines = (text: string) => parsePostBody(Buffer.from(text), 'newlines', 'col', limits);

function codeOf(run: () => unknown): [number, number] {
  try {
    run();
  } catch (error) {
    if (error instanceof StorageError) return [error.status, error.body];
    throw error;
  }
  throw new Error('was accepted');
}

describe('bodies of POST (sync15.md §9, §12)', () => {
  it.each([
    ['', 6],
    ['{', 6],
    ['{}', 8],
    ['5', 8],
    ['null', 8],
    [[1], 8],
    [[null], 8],
    [[[]], 8],
    [[{}], 8],
    [[{ id: 5 }], 8],
    [[{ id: 'a' }, { id: 'a' }], 8],
  ])('%j is refused with %i', (body, code) => expect(codeOf(() => parse(body))).toEqual([400, code]));

  it('refuses what is not UTF-8', () => {
    const body = Buffer.concat([Buffer.from('[{"id":"a","payload":"'), Buffer.from([0xff]), Buffer.from('"}]')]);
    expect(codeOf(() => parsePostBody(body, 'json', 'col', limits))).toEqual([400, 6]);
  });

  it('reads one object a line', () => {
    expect(parseLines('').bsos).toEqual([]);
    expect(parseLines('{"id":"a"}\n{"id":"b"}').bsos.map((bso) => bso.id)).toEqual(['a', 'b']);
    expect(parseLines('{"id":"a"}\n').bsos).toHaveLength(1);
    for (const bad of ['\n', '{}', '[]', '{"id":"a"}\n\n{"id":"b"}', '{"id":"a"} {"id":"b"}']) {
      expect(codeOf(() => parseLines(bad))[0], bad).toBe(400);
    }
  });

  it.each([
    [{ id: 'a\n' }, 'invalid id'],
    [{ id: '' }, 'invalid id'],
    [{ id: 'é' }, 'invalid id'],
    [{ id: 'x'.repeat(65) }, 'invalid id'],
    [{ id: 'a', payload: 5 }, 'invalid payload'],
    [{ id: 'a', payload: {} }, 'invalid payload'],
    [{ id: 'a', sortindex: '5' }, 'invalid sortindex'],
    [{ id: 'a', sortindex: 1.5 }, 'invalid sortindex'],
    [{ id: 'a', sortindex: true }, 'invalid sortindex'],
    [{ id: 'a', sortindex: 1_000_000_000 }, 'invalid sortindex'],
    [{ id: 'a', sortindex: -1_000_000_000 }, 'invalid sortindex'],
    [{ id: 'a', ttl: -1 }, 'invalid ttl'],
    [{ id: 'a', ttl: '5' }, 'invalid ttl'],
    [{ id: 'a', ttl: 1_000_000_000 }, 'invalid ttl'],
    [{ id: 'a', unknown: 1 }, 'unknown field'],
    [{ id: 'a', payload: 'x'.repeat(11) }, 'retry bytes'],
  ])('%j fails alone: %s', (bad, reason) => {
    const { bsos, failed } = parse([bad, { id: 'good', payload: 'x' }]);
    expect(bsos.map((bso) => bso.id)).toEqual(['good']);
    expect([...failed]).toEqual([[bad.id, reason]]);
  });

  it('takes __proto__ for an id and a bad field', () => {
    expect([...parse('[{"id":"__proto__","payload":5}]').failed.keys()]).toEqual(['__proto__']);
    expect([...parse('[{"id":"a","__proto__":{}}]').failed.values()]).toEqual(['unknown field']);
  });

  it('counts only accepted records against the limits', () => {
    const big = { id: 'big', payload: 'x'.repeat(11) };
    const { bsos, failed } = parse([big, ...['a', 'b', 'c', 'd'].map((id) => ({ id, payload: 'xxxxxx' }))]);
    expect(bsos.map((bso) => bso.id)).toEqual(['a', 'b', 'c']);
    expect([...failed]).toEqual([
      ['big', 'retry bytes'],
      ['d', 'retry bytes'],
    ]);
    expect([...parse(['a', 'b', 'c', 'd'].map((id) => ({ id }))).failed]).toEqual([['d', 'retry bso']]);
  });

  it('counts bytes of UTF-8', () => {
    expect(parse([{ id: 'a', payload: '€€€' }]).bsos[0]!.size).toBe(9);
    expect(parse([{ id: 'a', payload: '€€€€' }]).failed.get('a')).toBe('retry bytes');
  });

  it('refuses keys with a zero IV, in crypto only', () => {
    const payload = '{"IV": "AAAAAAAAAAAAAAAAAAAAAA=="}';
    const wide = { ...limits, max_record_payload_bytes: 100, max_post_bytes: 100 };
    const body = Buffer.from(JSON.stringify([{ id: 'keys', payload }]));
    expect(codeOf(() => parsePostBody(body, 'json', 'crypto', wide))).toEqual([400, 8]);
    expect(parsePostBody(body, 'json', 'tabs', wide).bsos).toHaveLength(1);
  });

  it('sorts every entry of any list into exactly one half, or refuses all', () => {
    const entry = fc.record(
      { id: fc.string({ maxLength: 70 }), payload: fc.anything(), sortindex: fc.anything(), ttl: fc.anything() },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
        const sent = JSON.parse(JSON.stringify(entries)) as { id: string }[];
        const isDouble = new Set(sent.map((one) => one.id)).size < sent.length;
        if (isDouble) {
          expect(codeOf(() => parse(sent))).toEqual([400, 8]);
          return;
        }
        const { bsos, failed } = parse(sent);
        expect([...bsos.map((bso) => bso.id), ...failed.keys()].sort()).toEqual(sent.map((one) => one.id).sort());
      }),
    );
  });
});
