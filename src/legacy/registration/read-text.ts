import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { rawBody } from '../../http/read-body.ts';

/**
 * Reads a short body as UTF-8, whatever type it says it has (sync11.md §1.4).
 *
 * @throws {LegacyError} 400 with 6 when it is not UTF-8.
 */
export async function readText(request: Request): Promise<string> {
  const bytes = await rawBody(request, 16_384);
  if (!isUtf8(bytes)) throw LegacyError.coded('invalidJson', 'the body is not UTF-8');
  return bytes.toString('utf8');
}
