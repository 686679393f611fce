import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import type { Endpoint } from '../endpoint.ts';
import { findRecoveryKey } from '../store/recovery-keys.ts';
import { authenticateToken } from '../token-auth.ts';

/** `GET /recoveryKey/{id}` with an accountResetToken: what the forgetful need to get kB back. */
export const recoveryKeyGet: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'accountResetToken');
  const key = await findRecoveryKey(ctx.db.query, token.uid);
  if (key?.enabled !== 1) throw AccountError.recoveryKeyMissing();
  const id = String(request.params.id).toLowerCase();
  if (!equalText(key.key_id_hash, sha256Hex(id))) throw AccountError.recoveryKeyMissing();
  return { recoveryData: key.recovery_data };
};
