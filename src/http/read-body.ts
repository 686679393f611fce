import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { isShortOfMemory } from '../crypto/memory.ts';
import { networkOf } from './client-network.ts';
import { Pace } from './pace.ts';

/** The request's body can't be had. */
export class BodyError extends Error {
  readonly reason: 'too large' | 'cut off' | 'given up' | 'not JSON';

  constructor(reason: BodyError['reason']) {
    super(`Request body ${reason}`);
    this.name = 'BodyError';
    this.reason = reason;
  }
}

/** A body that is under way. */
interface Incoming {
  /** What has come, with room for more. */
  bytes: Buffer;
  /** Network of the client. */
  from(): string;
  pace: Pace;
  giveUp(): void;
}

const underWay = new Set<Incoming>();
let held = 0;

/** Bytes of bodies under way that a process holds at most; one alone may be larger. */
export const roomForBodies = (isShortOfMemory ? 16 : 128) * 1_048_576;

/**
 * Reads a request body into memory. Of all that are under way only so much is held: when too many come slowly, the slowest is
 * given up, of the network that holds more than all others if there is one.
 *
 * @param limit - Largest body in bytes; a larger Content-Length is refused before anything is read.
 * @throws {BodyError} When it is too large or given up, or the client went away.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(new BodyError('too large'));
  // Of a request without one the server makes no stream (worker/server.ts): nothing would ever end.
  if (request.readableEnded) return Promise.resolve(nothing);
  let size = 0;
  let isOver = false;
  const body: Incoming = {
    bytes: nothing,
    from: () => networkOf((request as Partial<Request>).ip ?? request.socket?.remoteAddress),
    pace: new Pace(),
    giveUp: () => end('given up'),
  };
  function end(why?: BodyError['reason']): void {
    if (isOver) return;
    isOver = true;
    if (underWay.delete(body)) held -= body.bytes.length;
    if (why) reject(new BodyError(why));
    else resolve(body.bytes.subarray(0, size));
    body.bytes = nothing;
  }
  request.on('data', (chunk: Buffer) => {
    // What follows is still drained, so that the client gets to read the answer.
    if (isOver) return;
    const before = size;
    size += chunk.length;
    body.pace.add(chunk.length);
    if (size > limit) return end('too large');
    if (before === 0) return hold(body, chunk);
    // Not a list of chunks: each may be of a single byte, and costs a hundred then.
    if (size > body.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(Math.max(2 * body.bytes.length, size), limit));
      body.bytes.copy(larger, 0, 0, before);
      hold(body, larger);
    }
    if (!isOver) chunk.copy(body.bytes, before);
  });
  request.on('end', () => end());
  request.on('error', () => end('cut off'));
  request.on('close', () => {
    if (!request.complete) end('cut off');
  });
  return promise;
}

const nothing = Buffer.alloc(0);

function hold(body: Incoming, bytes: Buffer): void {
  underWay.add(body);
  held += bytes.length - body.bytes.length;
  body.bytes = bytes;
  while (held > roomForBodies && underWay.size > 1) slowest().giveUp();
}

/** The body to give up: whoever fills the room with bodies that hardly come must not cost others theirs. */
function slowest(): Incoming {
  const byNetwork = Map.groupBy(underWay, (body) => body.from());
  const sizeOf = (bodies: Incoming[]) => bodies.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const some = [...byNetwork.values()].find((bodies) => sizeOf(bodies) > held / 2) ?? [...underWay];
  return some.reduce((slow, body) => (body.pace.rate() < slow.pace.rate() ? body : slow));
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
