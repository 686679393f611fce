import { z } from 'zod';
import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { deleteCode, findCode } from '../store/codes.ts';

const body = z.object({ uid: hex(16), unblockCode: z.string().min(1).max(16) });

/** `POST /account/login/reject_unblock_code`: the owner didn't ask for it. */
export const rejectUnblockCode: Endpoint = async (ctx, request) => {
  const { uid, unblockCode } = await parseBody(body, request);
  const code = await findCode(ctx.db.query, uid, 'unblock', ctx.now());
  const isRight = code !== undefined && equalText(code.code_hash, sha256Hex(unblockCode.toUpperCase()));
  if (!isRight) throw AccountError.invalidUnblockCode();
  await deleteCode(ctx.db.query, uid, 'unblock');
  return {};
};
