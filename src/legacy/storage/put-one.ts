import type { Request, Response } from 'express';
import type { LegacyContext } from '../context.ts';
import { singleRecord } from './parse/body.ts';
import type { IncomingRecord, WriteCommand } from './port.ts';
import { accepted, sendOutcome } from './respond.ts';

/**
 * Puts a single record. Condition and quota come before what is wrong with the record (sync11.md §2.5), so a bad one is
 * refused as a write of nothing first.
 *
 * @param pathId - Id from the URL, if it has one.
 * @throws {LegacyError} 412, 400 with 14 or 8.
 */
export async function putOne(
  { storage }: Pick<LegacyContext, 'storage'>,
  request: Request,
  response: Response,
  target: Omit<WriteCommand, 'bsos'>,
  value: unknown,
  pathId?: string,
): Promise<void> {
  let record: IncomingRecord;
  try {
    record = singleRecord(value, pathId);
  } catch (error) {
    accepted(request, await storage.legacy.post({ ...target, bsos: [] }));
    throw error;
  }
  sendOutcome(request, response, await storage.legacy.put({ ...target, bsos: [record] }));
}
