import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { seconds } from '../session/session-state.ts';
import { createAccountToken, deleteAccountTokens, useUpAccountToken } from '../store/account-tokens.ts';
import { authenticateToken } from '../token-auth.ts';

const body = z.object({ code: hex(16) });

/** `POST /password/forgot/verify_code` (accounts.md §3.6): a right code turns the token into an accountResetToken. */
export const passwordForgotVerifyCode: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'passwordForgotToken');
  const input = await parseBody(body, request);
  const { uid } = token;
  let accountResetToken = '';
  const { right, row } = await takeCode(ctx, request, { uid }, 'forgot-code', input.code, async (tx) => {
    if (!(await useUpAccountToken(tx, token.id_hash))) throw AccountError.invalidToken();
    await deleteAccountTokens(tx, uid, 'accountResetToken');
    accountResetToken = await createAccountToken(tx, 'accountResetToken', { uid, now: ctx.now() });
  });
  if (right) return { accountResetToken };
  const tries = row?.tries_left ?? 0;
  if (tries === 0) await useUpAccountToken(ctx.db.query, token.id_hash);
  throw AccountError.invalidCode({ tries, ttl: seconds(token.expires_at - ctx.now()) });
};
