import type { Request } from 'express';
import { LegacyError } from '../../../http/errors/legacy-error.ts';
import type { LegacyCaller } from '../../auth/authenticate.ts';
import type { LegacyContext } from '../../context.ts';
import { isUsername } from '../../username.ts';

/**
 * Checks who asks for the storage of the user in the URL.
 *
 * @throws {LegacyError} 404 when nobody can have that name, 401 unless it is the user.
 */
export function callerOf(ctx: Pick<LegacyContext, 'legacyAuth'>, request: Request): Promise<LegacyCaller> {
  const name = request.params.user as string;
  if (!isUsername(name)) throw LegacyError.notFound();
  return ctx.legacyAuth(request, name.toLowerCase());
}

/** Reads the collection's name. @throws {LegacyError} 404 when no collection can have it (sync11.md §2.1). */
export function pathCollection(request: Request): string {
  const name = request.params.collection as string;
  if (!/^[\w.-]{1,32}$/.test(name)) throw LegacyError.notFound();
  return name;
}

/** Returns true when a text may be a record's id: up to 64 printable ASCII characters. */
export const isRecordId = (text: string): boolean => /^[ -~]{1,64}$/.test(text);

/**
 * Reads a record's id, percent-decoded. Any that can be stored will do, but none with a slash (sync11.md §2.1).
 *
 * @throws {LegacyError} 404 when no record can have it.
 */
export function pathRecord(request: Request): string {
  const id = request.params.id as string;
  if (!isRecordId(id) || id.includes('/')) throw LegacyError.notFound();
  return id;
}
