import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';

/** The request's body can't be had. */
export class BodyError extends Error {
  readonly reason: 'too large' | 'cut off' | 'not JSON';

  constructor(reason: BodyError['reason']) {
    super(`Request body ${reason}`);
    this.name = 'BodyError';
    this.reason = reason;
  }
}

/**
 * Reads a request body into memory.
 *
 * @param limit - Largest body in bytes; a larger Content-Length is refused before anything is read.
 * @throws {BodyError} When it is too large or the client went away.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(new BodyError('too large'));
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // What follows is still drained, so that the client gets to read the answer.
    if (size > limit) reject(new BodyError('too large'));
    else chunks.push(chunk);
  });
  request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  request.on('error', () => reject(new BodyError('cut off')));
  request.on('close', () => {
    if (!request.complete) reject(new BodyError('cut off'));
  });
  return promise;
}

/** Largest body of the account API in bytes: room for a command's payload of 64 KiB and more (accounts.md §6.5). */
export const accountBodyLimit = 262_144;

// Half of a surrogate pair is no Unicode text and would be stored as something else. Written as JSON it stays an escape.
const hasHalfCharacter = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f]/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const bodies = new WeakMap<Request, Buffer>();

/**
 * Reads and parses a JSON object body; an empty body counts as `{}`. The bytes stay available through {@link rawBody}, for
 * Hawk's payload hash.
 *
 * @param limit - Largest body in bytes.
 * @throws {BodyError} When it is too large, cut off, or not a JSON object of Unicode text.
 */
export async function readJson(request: Request, limit = 65_536): Promise<Record<string, unknown>> {
  const bytes = await rawBody(request, limit);
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    const text = utf8.decode(bytes);
    value = JSON.parse(text);
    if (text.includes('\\u') && hasHalfCharacter.test(JSON.stringify(value))) throw new BodyError('not JSON');
  } catch {
    throw new BodyError('not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BodyError('not JSON');
  return value as Record<string, unknown>;
}

/** The body's bytes, read at the first call. */
export async function rawBody(request: Request, limit = 65_536): Promise<Buffer> {
  const known = bodies.get(request);
  if (known) return known;
  const bytes = await readBody(request, limit);
  bodies.set(request, bytes);
  return bytes;
}
