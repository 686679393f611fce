import { describe, expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { StorageError } from '../../http/errors/storage-error.ts';
import { parseBatchRequest } from './batch.ts';
import { parseIds } from './ids.ts';
import { parseCollectionQuery } from './query.ts';

const read = (query: string) => parseCollectionQuery(new URLSearchParams(query));
const batch = (query: string) => parseBatchRequest(new URLSearchParams(query));
const refused = expect.objectContaining({ status: 400 });

describe('query of a collection read (sync15.md §10.2)', () => {
  it('without parameters reads every id, newest first', () => {
    const nothing = { ids: null, newer: null, older: null, limit: null, offset: null };
    expect(read('')).toEqual({ ...nothing, full: false, sort: 'newest' });
    expect(read('unknown=1&index_above=5')).toEqual(read(''));
  });

  it('takes any value for full', () => {
    for (const query of ['full', 'full=', 'full=0', 'full=1']) expect(read(query).full, query).toBe(true);
  });

  it('trims ids and takes an empty list for none', () => {
    expect(read('ids=a,%20b,c%20').ids).toEqual(['a', 'b', 'c']);
    expect(read('ids=').ids).toBeNull();
  });

  it.each([
    'sort=up',
    'sort=',
    'newer=x',
    'newer=-1',
    'newer=NaN',
    'older=',
    'limit=-1',
    'limit=x',
    'limit=4294967296',
    'limit=1.5',
    'offset=garbage',
    'offset=',
    'ids=a,,b',
    'ids=%C3%A9',
    `ids=${'x'.repeat(65)}`,
    `ids=${Array.from({ length: 101 }, (_, i) => i).join()}`,
  ])('refuses %s', (query) => expect(() => read(query)).toThrow(refused));

  it('takes limits at their edges', () => {
    expect(read('limit=0').limit).toBe(0);
    expect(read('limit=4294967295').limit).toBe(4294967295);
    expect(parseIds(Array.from({ length: 100 }, (_, i) => i).join())).toHaveLength(100);
  });

  it('is read or refused, whatever it is', () => {
    const names = fc.constantFrom('ids', 'newer', 'older', 'full', 'sort', 'limit', 'offset', 'batch', 'commit');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), (pairs) => {
        for (const parse of [parseCollectionQuery, parseBatchRequest]) {
          try {
            parse(new URLSearchParams(pairs));
          } catch (error) {
            expect(error).toBeInstanceOf(StorageError);
            expect((error as StorageError).status).toBe(400);
          }
        }
      }),
    );
  });
});

describe('batch parameters (sync15.md §12.1)', () => {
  it.each([
    ['', { kind: 'none' }],
    ['batch=true', { kind: 'open' }],
    ['batch=', { kind: 'open' }],
    ['batch', { kind: 'open' }],
    ['batch=abc', { kind: 'append', id: 'abc' }],
    ['batch=abc&commit=true', { kind: 'commit', id: 'abc' }],
    ['batch=abc&commit=TRUE', { kind: 'commit', id: 'abc' }],
    ['batch=true&commit=true', { kind: 'none' }],
  ])('%s', (query, expected) => expect(batch(query)).toEqual(expected));

  it.each(['commit=true', 'batch=a&commit=1', 'batch=a&commit=', 'batch=a%20b', `batch=${'x'.repeat(65)}`])(
    'refuses %s',
    (query) => expect(() => batch(query)).toThrow(refused),
  );
});
