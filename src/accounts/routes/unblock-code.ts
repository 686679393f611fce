import { z } from 'zod';
import { equalText } from '../../crypto/hawk.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { codeMinutes, issueCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { deleteCode, findCode } from '../store/codes.ts';

const sendBody = z.object({ email });
const rejectBody = z.object({ uid: hex(16), unblockCode: z.string().min(1).max(16) });

/**
 * `POST /account/login/send_unblock_code` (accounts.md §3.6): who has forgotten nothing, but was locked out by somebody's
 * guesses, gets in with this code and the password.
 */
export const sendUnblockCode: Endpoint = async (ctx, request) => {
  const input = await parseBody(sendBody, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  await spendMail(ctx, request, account.uid);
  const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, account.uid, 'unblock'));
  await ctx.mailer.send(account, 'unblockCode', { code, minutes: codeMinutes('unblock') });
  return {};
};

/** `POST /account/login/reject_unblock_code`: the owner didn't ask for it. */
export const rejectUnblockCode: Endpoint = async (ctx, request) => {
  const { uid, unblockCode } = await parseBody(rejectBody, request);
  const code = await findCode(ctx.db.query, uid, 'unblock', ctx.now());
  const isRight = code !== undefined && equalText(code.code_hash, sha256Hex(unblockCode.toUpperCase()));
  if (!isRight) throw AccountError.invalidUnblockCode();
  await deleteCode(ctx.db.query, uid, 'unblock');
  return {};
};
