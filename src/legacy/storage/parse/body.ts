import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { LegacyError } from '../../../http/errors/legacy-error.ts';
import { rawBody } from '../../../http/read-body.ts';
import type { LegacyContext } from '../../context.ts';
import { limits } from '../limits.ts';
import type { IncomingRecord } from '../port.ts';
import { idOf, isObject, parseRecord } from './record.ts';

/**
 * Reads a JSON body, whatever type it says it has (sync11.md §2.5).
 *
 * @throws {LegacyError} 400 with 6 when it is none.
 */
export async function readJson(ctx: Pick<LegacyContext, 'config'>, request: Request): Promise<unknown> {
  const bytes = await rawBody(request, ctx.config.limits.max_request_bytes);
  try {
    if (isUtf8(bytes)) return JSON.parse(bytes.toString('utf8'));
  } catch {
    // As any other body that is no JSON.
  }
  throw LegacyError.coded('invalidJson', 'the body is not JSON');
}

/**
 * Checks a single record.
 *
 * @param pathId - Id from the URL, if it has one.
 * @throws {LegacyError} 400 with 8.
 */
export function singleRecord(value: unknown, pathId?: string): IncomingRecord {
  if (!isObject(value)) throw LegacyError.coded('invalidRecord', 'the body is no object');
  const record = parseRecord(value, pathId);
  if (typeof record === 'string') throw LegacyError.coded('invalidRecord', record);
  if (record.id.includes('/')) throw LegacyError.coded('invalidRecord', 'no id for an address');
  return record;
}

/** Records of a POST, sorted into those to write, each id once, and those that were not taken. */
export interface SortedRecords {
  records: IncomingRecord[];
  /** Ids of the records that are written, in the order they came. */
  success: string[];
  /** Reasons by id; what has no id that could be told is filed under ''. */
  failed: Map<string, string[]>;
}

/** Sorts the records of a POST. One that is too many or too large doesn't keep the others out (sync11.md §2.5). */
export function sortRecords(list: unknown[]): SortedRecords {
  const byId = new Map<string, IncomingRecord>();
  const success: string[] = [];
  const failed = new Map<string, string[]>();
  const fail = (id: string, reason: string) => failed.set(id, [...(failed.get(id) ?? []), reason]);
  let bytes = 0;
  for (const raw of list) {
    if (!isObject(raw)) {
      fail('', 'invalid wbo');
      continue;
    }
    const record = parseRecord(raw);
    if (typeof record === 'string') {
      fail(record === 'invalid id' || record === 'invalid wbo' ? '' : (idOf(raw) ?? ''), record);
    } else if (success.length >= limits.records) fail(record.id, 'retry wbo');
    else if (bytes + record.size >= limits.postBytes) fail(record.id, 'retry bytes');
    else {
      bytes += record.size;
      success.push(record.id);
      byId.set(record.id, merged(byId.get(record.id), record));
    }
  }
  return { records: [...byId.values()], success, failed };
}

// Of a record that comes twice the later fields count.
function merged(earlier: IncomingRecord | undefined, later: IncomingRecord): IncomingRecord {
  if (!earlier) return later;
  const keepsPayload = later.payload === null;
  return {
    ...later,
    payload: keepsPayload ? earlier.payload : later.payload,
    size: keepsPayload ? earlier.size : later.size,
    sortindex: later.sortindex ?? earlier.sortindex,
    parentid: later.parentid ?? earlier.parentid,
    predecessorid: later.predecessorid ?? earlier.predecessorid,
  };
}
