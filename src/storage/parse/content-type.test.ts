import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { StorageError } from '../../http/errors/storage-error.ts';
import { acceptedType, bodyType } from './content-type.ts';

const ofType = (type: string | undefined) => bodyType({ headers: { 'content-type': type } } as Request);

describe('Accept of a collection read (sync15.md §10.2)', () => {
  it.each([
    [undefined, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['application/json', 'json'],
    ['application/newlines', 'newlines'],
    ['application/json;q=0.9,*/*;q=0.2', 'json'],
    ['application/json;q=0.5, application/newlines', 'newlines'],
    ['application/newlines;q=0.5, application/json;q=0.6', 'json'],
    ['application/newlines, application/json', 'json'],
    ['text/plain, application/newlines;q=0.1', 'newlines'],
  ])('%j gets %s', (accept, type) => expect(acceptedType(accept)).toBe(type));

  it.each(['text/plain', 'application/x', 'application/json;q=0', 'nonsense', 'constructor', '__proto__'])(
    '%j gets 406',
    (accept) => {
      expect(() => acceptedType(accept)).toThrow(expect.objectContaining({ status: 406 }));
    },
  );

  it('never fails otherwise', () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        try {
          return ['json', 'newlines'].includes(acceptedType(accept));
        } catch (error) {
          return error instanceof StorageError && error.status === 406;
        }
      }),
    );
  });
});

describe('Content-Type of a body (sync15.md §5)', () => {
  it.each([
    ['application/json', 'json'],
    ['text/plain; charset=utf-8', 'json'],
    ['Application/JSON', 'json'],
    ['application/newlines', 'newlines'],
    [undefined, 'json'],
  ])('%j counts as %s', (type, expected) => expect(ofType(type)).toBe(expected));

  it.each(['application/xml', 'text/html', 'json', 'constructor', '__proto__'])('%j gets 415', (type) => {
    expect(() => ofType(type)).toThrow(expect.objectContaining({ status: 415 }));
  });
});
