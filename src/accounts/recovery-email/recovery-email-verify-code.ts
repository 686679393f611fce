import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { findAccount, updateAccount } from '../store/accounts.ts';
import { verifySessionsWaitingForMail } from '../store/sessions.ts';

const body = z.object({ uid: hex(16), code: hex(16) });

/** `POST /recovery_email/verify_code` (accounts.md §3.6): the link of the mail, opened in whatever browser. */
export const recoveryEmailVerifyCode: Endpoint = async (ctx, request) => {
  const { uid, code } = await parseBody(body, request);
  await ctx.limits.spend('unknownFromAddress', clientNetwork(request));
  if (!(await findAccount(ctx.db.query, uid))) throw AccountError.invalidCode();
  if (!(await takeCode(ctx, request, { uid }, 'verify-email', code)).right) throw AccountError.invalidCode();
  await ctx.limits.refund('unknownFromAddress', clientNetwork(request));
  await ctx.db.transaction(async (tx) => {
    await updateAccount(tx, uid, { email_verified: 1 });
    await verifySessionsWaitingForMail(tx, uid);
  });
  audit(request, 'EmailVerified', { uid });
  return {};
};
