import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateOptionalSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { listDevices } from '../store/devices.ts';
import { findRecoveryKey } from '../store/recovery-keys.ts';

const body = z.object({ email: email.optional() });

/** `POST /recoveryKey/exists`, by session or by address: the pages of the forgotten password ask before anybody is signed in. */
export const recoveryKeyExists: Endpoint = async (ctx, request) => {
  const session = await authenticateOptionalSession(ctx, request);
  const input = await parseBody(body, request);
  if (!session && input.email === undefined) throw AccountError.missingParameter('email');
  const uid = session?.uid ?? (await requireAccountByEmail(ctx, request, input.email!)).uid;
  const exists = (await findRecoveryKey(ctx.db.query, uid))?.enabled === 1;
  return { exists, estimatedSyncDeviceCount: (await listDevices(ctx.db.query, uid)).length };
};
