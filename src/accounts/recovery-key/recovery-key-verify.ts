import { z } from 'zod';
import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { enableRecoveryKey, findRecoveryKey } from '../store/recovery-keys.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

const body = z.object({ recoveryKeyId: hex(16) });

/** `POST /recoveryKey/verify`: the person has the key, so it counts from now on. */
export const recoveryKeyVerify: Endpoint = async (ctx, request) => {
  const { uid } = await authenticateVerifiedSession(ctx, request);
  const input = await parseBody(body, request);
  const key = await findRecoveryKey(ctx.db.query, uid);
  if (!key) throw AccountError.recoveryKeyMissing();
  if (!equalText(key.key_id_hash, sha256Hex(input.recoveryKeyId))) throw AccountError.recoveryKeyInvalid();
  const isSame = await enableRecoveryKey(ctx.db.query, key);
  if (!isSame) throw AccountError.recoveryKeyMissing();
  return {};
};
