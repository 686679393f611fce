import { isUtf8 } from 'node:buffer';
import type { StorageLimits } from '../../config/storage-limits.ts';
import { StorageError, weaveCode } from '../../http/errors/storage-error.ts';
import type { IncomingBso } from '../commands.ts';
import { hasZeroIv, isObject, parseBso } from './bso.ts';

/** Records of one POST, sorted into those to write and those the client is to send again (sync15.md §9, §12). */
export interface PostBody {
  bsos: IncomingBso[];
  /** Reason by id. */
  failed: Map<string, string>;
}

/** Content types of request bodies that hold records. */
export type BodyType = 'json' | 'newlines';

/**
 * Parses and checks the body of a POST.
 *
 * @param body - The bytes as received.
 * @param type - `newlines` has one JSON object a line.
 * @param collection - Name of the collection; `crypto` has a rule of its own.
 * @throws {StorageError} 400 with 6 for broken JSON, 8 for entries that spoil the whole request.
 */
export function parsePostBody(body: Buffer, type: BodyType, collection: string, limits: StorageLimits): PostBody {
  const bsos: IncomingBso[] = [];
  const failed = new Map<string, string>();
  const seen = new Set<string>();
  let bytes = 0;
  for (const raw of type === 'json' ? parseList(body) : parseLines(body)) {
    if (!isObject(raw) || typeof raw.id !== 'string') throw StorageError.invalidBso('an entry is no object with an id');
    const { id } = raw;
    if (seen.has(id)) throw StorageError.invalidBso('an id occurs twice');
    seen.add(id);
    const bso = parseBso(raw, id);
    if (typeof bso === 'string') {
      failed.set(id, bso);
      continue;
    }
    if (collection === 'crypto' && hasZeroIv(bso.payload ?? '')) throw StorageError.invalidBso('keys with a zero IV');
    const problem = sizeProblem(bso, bsos.length, bytes, limits);
    if (problem) {
      failed.set(id, problem);
      continue;
    }
    bytes += bso.size;
    bsos.push(bso);
  }
  return { bsos, failed };
}

/**
 * Parses the body of a PUT: one JSON object.
 *
 * @throws {StorageError} 400 with 6 for broken JSON, 8 for anything but an object.
 */
export function parseObject(body: Buffer): Record<string, unknown> {
  const value = parseJson(decode(body));
  if (!isObject(value)) throw StorageError.invalidBso('the body is no object');
  return value;
}

// Only accepted records count, so that one that is too large doesn't push its neighbours out.
function sizeProblem(bso: IncomingBso, records: number, bytes: number, limits: StorageLimits): string | undefined {
  if (bso.size > limits.max_record_payload_bytes || bytes + bso.size > limits.max_post_bytes) return 'retry bytes';
  return records >= limits.max_post_records ? 'retry bso' : undefined;
}

function parseList(body: Buffer): unknown[] {
  const value = parseJson(decode(body));
  if (!Array.isArray(value)) throw StorageError.invalidBso('the body is no list');
  return value;
}

function* parseLines(body: Buffer): Generator<unknown> {
  const text = decode(body);
  if (text === '') return;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) yield parseJson(line);
}

function decode(body: Buffer): string {
  if (!isUtf8(body)) throw StorageError.malformed('the body is not UTF-8', weaveCode.invalidJson);
  return body.toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw StorageError.malformed('the body is not JSON', weaveCode.invalidJson);
  }
}
