import type { Request } from 'express';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import { isUsername } from '../username.ts';

/**
 * Reads the user's name of a URL of the user API, in lower case.
 *
 * @throws {LegacyError} 404 when nobody can have that name, as a mail address (sync11.md §1.1), or the version is none.
 */
export function pathUsername(request: Request): string {
  const name = request.params.user as string;
  if (!isUsername(name) || !['1', '1.0'].includes(request.params.version as string)) throw LegacyError.notFound();
  return name.toLowerCase();
}
