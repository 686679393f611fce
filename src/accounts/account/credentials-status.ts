import { z } from 'zod';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';

const body = z.object({ email });

/**
 * `POST /account/credentials/status` (accounts.md §4.2). Nobody is asked to upgrade: version 1 must go on working for the
 * clients that know nothing else, so an upgrade would gain nothing.
 */
export const credentialsStatus: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  if (account.client_salt === null) return { upgradeNeeded: false, currentVersion: 'v1' };
  return { upgradeNeeded: false, currentVersion: 'v2', clientSalt: account.client_salt };
};
