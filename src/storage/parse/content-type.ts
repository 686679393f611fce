import type { Request } from 'express';
import { StorageError } from '../../http/errors/storage-error.ts';
import { LruMap } from '../../http/lru-map.ts';
import type { BodyType } from './post-body.ts';

const types = new Map<string, BodyType>([
  ['application/json', 'json'],
  ['text/plain', 'json'],
  ['application/newlines', 'newlines'],
]);

/**
 * Reads the Content-Type of a request that carries records (sync15.md §5). Parameters are ignored; none counts as JSON.
 *
 * @throws {StorageError} 415 for other types.
 */
export function bodyType(request: Request): BodyType {
  const header = request.headers['content-type'];
  if (header === undefined || header === '') return 'json';
  const type = types.get(header.split(';', 1)[0]!.trim().toLowerCase());
  if (!type) throw StorageError.unsupportedType();
  return type;
}

/**
 * Chooses the form of a collection read (sync15.md §10.2): the acceptable one with the highest quality, JSON first.
 *
 * @param accept - Accept header, if there is one.
 * @throws {StorageError} 406 when it names neither form.
 */
export function acceptedType(accept: string | undefined): BodyType {
  if (accept === undefined || accept === '' || accept === '*/*') return 'json';
  const known = chosen.get(accept);
  if (known) return known;
  const type = choose(accept);
  if (accept.length <= longestKnown) chosen.set(accept, type);
  return type;
}

// Each kind of client sends one.
const chosen = new LruMap<string, BodyType>(100);
const longestKnown = 200;

function choose(accept: string): BodyType {
  let best: { type: BodyType; q: number } | undefined;
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const type = ranges.get(range);
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const q = given === undefined ? 1 : Number(given.slice(2));
    if (type && q > 0 && (!best || q > best.q || (q === best.q && type === 'json'))) best = { type, q };
  }
  if (!best) throw StorageError.notAcceptable();
  return best.type;
}

const ranges = new Map<string, BodyType>([
  ['*/*', 'json'],
  ['application/*', 'json'],
  ['application/json', 'json'],
  ['application/newlines', 'newlines'],
]);
