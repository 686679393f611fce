import type { Request } from 'express';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import type { LegacyCaller } from '../auth/authenticate.ts';
import { basicHeader } from '../auth/basic.ts';
import type { LegacyContext } from '../context.ts';
import { isUsername, usernameOf } from '../username.ts';

/**
 * Checks name and password as typed into a page, with the limits that browsers have.
 *
 * @param typed - Name or mail address.
 * @returns Undefined when they don't belong together.
 */
export async function signIn(
  ctx: LegacyContext,
  request: Request,
  typed: string,
  password: string,
): Promise<LegacyCaller | undefined> {
  const name = usernameOf(typed);
  if (!isUsername(name)) return undefined;
  try {
    return await ctx.legacyAuth(request, name, basicHeader(name, password));
  } catch (error) {
    if (error instanceof LegacyError && error.status === 401) return undefined;
    throw error;
  }
}
