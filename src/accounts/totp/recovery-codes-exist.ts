import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { countRecoveryCodes } from '../store/recovery-codes.ts';

/** `GET /recoveryCodes/exists`. */
export const recoveryCodesExist: Endpoint = async (ctx, request) => {
  const { uid } = await authenticateSession(ctx, request);
  const count = await countRecoveryCodes(ctx.db.query, uid);
  return { hasBackupCodes: count > 0, count };
};
